import { useGithubEntry, useSignUp } from '@pantheon/client/react'
import { AccountCard, AIFactoryMark, pathWithNext, SignUpForm, ToSignIn, toast } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { intendedTotal } from '../ordering/order-draft.ts'
import { PathLink } from './PathLink.tsx'
import { useGoOn } from './use-go-on.ts'
import { useLocale } from './use-locale.ts'

/** The sign-up page. Afterwards the user continues at `next`. */
export const SignUpView = ({ next }: { next: string | undefined }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const goOn = useGoOn()
  const signUp = useSignUp(locale)
  const total = intendedTotal(next)
  const github = useGithubEntry(next ?? '/', locale)
  return (
    <AccountCard
      mark={<AIFactoryMark />}
      title={t('auth.signUpTitle')}
      text={t(next?.startsWith('/products/') ? 'auth.signUpText' : 'auth.signUpPlain')}
      below={<ToSignIn href={pathWithNext('/sign-in', next)} linkComponent={PathLink} />}
    >
      <SignUpForm
        signUp={signUp}
        github={github}
        verb={total && `${t('ordering.signUpAndPlace')} · ${total}`}
        onSignedIn={({ user }) => {
          toast.success(t('auth.welcome', { name: user.name }))
          goOn(next ?? '/')
        }}
      />
    </AccountCard>
  )
}
