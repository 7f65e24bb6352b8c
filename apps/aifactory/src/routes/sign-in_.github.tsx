import { useGithubReturn } from '@pantheon/client/react'
import { AccountArea, AIFactoryMark, GithubReturnView } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { arrived } from '../features/account/arrived.ts'
import { PathLink } from '../features/account/PathLink.tsx'
import { settingsHrefs } from '../features/account/settings/settings-hrefs.ts'
import { useAccount } from '../features/account/use-account.ts'
import { useGoOn } from '../features/account/use-go-on.ts'
import { useLocale } from '../features/account/use-locale.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const GithubPage = () => {
  const { t } = useTranslation()
  const { account } = useAccount()
  const came = useGithubReturn(Route.useLoaderData(), useLocale(), useGoOn())
  usePageTitle(t('nav.signIn'))
  return (
    <AccountArea>
      <GithubReturnView mark={<AIFactoryMark />} {...came} signInHref={account ? settingsHrefs.methods : '/sign-in'} linkComponent={PathLink} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/sign-in_/github')({
  component: GithubPage,
  loader: () => ({ code: arrived('code'), state: arrived('state'), error: arrived('error') }),
})
