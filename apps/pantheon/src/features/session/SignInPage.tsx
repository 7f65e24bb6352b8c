'use client'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignInSection } from './SignInFrame.tsx'

/** Skeleton with the height of the form. */
const FormShape = () => (
  <div aria-busy="true" className="space-y-5">
    <Skeleton className="mt-7 h-10" />
    <Skeleton className="mt-11 h-10" />
    <Skeleton className="mt-12 h-11" />
    <div className="h-40" />
  </div>
)

// Loaded separately: forms are as large as the rest of the page, and this one depends on the URL, which only the browser knows.
const SignInForm = dynamic(async () => (await loadPart(() => import('./SignInForm.tsx'))).SignInForm, { ssr: false, loading: FormShape })

/** The sign-in page. */
export const SignInPage = () => {
  const { t } = useTranslation()
  return (
    <SignInSection title={t('signIn.title')} text={t('signIn.text')}>
      <Suspense fallback={<FormShape />}>
        <SignInForm />
      </Suspense>
    </SignInSection>
  )
}
