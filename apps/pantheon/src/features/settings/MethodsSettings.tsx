'use client'
import { useGithubEntry, useSignInMethods, useUnlinkGithub } from '@pantheon/client/react'
import { MethodsView } from '@pantheon/ui'
import { sitePath } from '../session/site-path.ts'
import { useLocale } from '../session/use-locale.ts'
import { AppLink } from '../shell/AppLink.tsx'
import { settingsHrefs } from './settings-hrefs.ts'

export const MethodsSettings = () => {
  const locale = useLocale()
  const methods = useSignInMethods(locale)
  const github = useGithubEntry(sitePath(settingsHrefs.methods), locale)
  const unlink = useUnlinkGithub(locale)
  return <MethodsView methods={methods} github={github} unlink={unlink} passwordHref={settingsHrefs.password} linkComponent={AppLink} />
}
