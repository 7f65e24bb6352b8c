import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DoorCard } from '../features/account/DoorCard.tsx'
import { nextPathOf } from '../features/account/next-path.ts'
import { SignUpForm } from '../features/account/SignUpForm.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const SignUpPage = () => {
  const { t } = useTranslation()
  const { next } = Route.useSearch()
  const router = useRouter()
  usePageTitle(t('nav.signUp'))
  return (
    <DoorCard
      title={t('auth.signUpTitle')}
      text={t(next?.startsWith('/products/') ? 'auth.signUpText' : 'auth.signUpPlain')}
      below={
        <>
          {t('auth.haveAccount')}{' '}
          <Link to="/sign-in" search={{ next }} className="font-medium text-accent-text underline underline-offset-4">
            {t('auth.signIn')}
          </Link>
        </>
      }
    >
      <SignUpForm onDone={() => router.history.replace(next ?? '/')} />
    </DoorCard>
  )
}

export const Route = createFileRoute('/sign-up')({
  component: SignUpPage,
  validateSearch: (search: { next?: unknown }): { next?: string | undefined } => ({ next: nextPathOf(search.next) }),
})
