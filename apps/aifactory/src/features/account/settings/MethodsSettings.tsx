import { useGithubEntry, useSignInMethods, useUnlinkGithub } from '@pantheon/client/react'
import { MethodsView } from '@pantheon/ui'
import { PathLink } from '../PathLink.tsx'
import { useLocale } from '../use-locale.ts'
import { settingsHrefs } from './settings-hrefs.ts'

export const MethodsSettings = () => {
  const locale = useLocale()
  const methods = useSignInMethods(locale)
  const github = useGithubEntry(settingsHrefs.methods, locale)
  const unlink = useUnlinkGithub(locale)
  return <MethodsView methods={methods} github={github} unlink={unlink} passwordHref={settingsHrefs.password} linkComponent={PathLink} />
}
