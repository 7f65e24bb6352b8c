import { useGithubEntry, useSignUp } from '@pantheon/client'
import { AIFactoryMark, DoorCard, SignUpForm, toast, wordLinkClass } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGoOn } from './use-go-on.ts'
import { useLocale } from './use-locale.ts'

/** The door for those who come for the first time. */
export const SignUpView = ({ next }: { next: string | undefined }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const goOn = useGoOn()
  const signUp = useSignUp(locale)
  const github = useGithubEntry(next ?? '/', locale)
  return (
    <DoorCard
      mark={<AIFactoryMark />}
      title={t('auth.signUpTitle')}
      text={t(next?.startsWith('/products/') ? 'auth.signUpText' : 'auth.signUpPlain')}
      below={
        <>
          {t('auth.haveAccount')}{' '}
          <Link to="/sign-in" search={{ next }} className={wordLinkClass}>
            {t('nav.signIn')}
          </Link>
        </>
      }
    >
      <SignUpForm
        signUp={signUp}
        github={github}
        onSignedIn={({ user }) => {
          toast.success(t('auth.welcome', { name: user.name }))
          goOn(next ?? '/')
        }}
      />
    </DoorCard>
  )
}
