'use client'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Entrance } from './SignInFrame.tsx'

/** As high as the form will be. */
const FormShape = () => (
  <div aria-busy="true" className="space-y-5">
    <Skeleton className="mt-7 h-10" />
    <Skeleton className="mt-11 h-10" />
    <Skeleton className="mt-11 h-10" />
    <Skeleton className="mt-12 h-11" />
    <div className="h-16" />
  </div>
)

// Forms weigh as much as the page around them, and the form needs the address, which only the browser knows.
const SignUpForm = dynamic(async () => (await loadPart(() => import('./SignUpForm.tsx'))).SignUpForm, { ssr: false, loading: FormShape })

/** The door for those who come for the first time. */
export const SignUpPage = () => {
  const { t } = useTranslation()
  return (
    <Entrance title={t('signUp.title')} text={t('signUp.text')}>
      <Suspense fallback={<FormShape />}>
        <SignUpForm />
      </Suspense>
    </Entrance>
  )
}
