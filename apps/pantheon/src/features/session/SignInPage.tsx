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
    <Skeleton className="mt-12 h-11" />
    <div className="h-40" />
  </div>
)

// Forms weigh as much as the page around them, and the form needs the address, which only the browser knows.
const SignInForm = dynamic(async () => (await loadPart(() => import('./SignInForm.tsx'))).SignInForm, { ssr: false, loading: FormShape })

/** The door to the desk. */
export const SignInPage = () => {
  const { t } = useTranslation()
  return (
    <Entrance title={t('signIn.title')} text={t('signIn.text')}>
      <Suspense fallback={<FormShape />}>
        <SignInForm />
      </Suspense>
    </Entrance>
  )
}
