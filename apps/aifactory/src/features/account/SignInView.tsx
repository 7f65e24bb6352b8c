import { useGithubEntry, useSignIn } from '@pantheon/client/react'
import { AccountCard, AIFactoryMark, pathWithNext, SignInForm, ToSignUp, toast } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { PathLink } from './PathLink.tsx'
import { useGoOn } from './use-go-on.ts'
import { useLocale } from './use-locale.ts'

/** The sign-in page. Afterwards the user continues at `next`. */
export const SignInView = ({ next }: { next: string | undefined }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const goOn = useGoOn()
  const signIn = useSignIn(locale)
  const github = useGithubEntry(next ?? '/', locale)
  return (
    <AccountCard
      mark={<AIFactoryMark />}
      title={t('auth.signInTitle')}
      text={t('auth.signInText')}
      below={<ToSignUp href={pathWithNext('/sign-up', next)} linkComponent={PathLink} />}
    >
      <SignInForm
        signIn={signIn}
        github={github}
        forgotHref={pathWithNext('/forgot-password', next)}
        linkComponent={PathLink}
        onSignedIn={({ user }) => {
          toast.success(t('auth.welcome', { name: user.name }))
          goOn(next ?? '/')
        }}
      />
    </AccountCard>
  )
}
