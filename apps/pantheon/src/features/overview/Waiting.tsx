'use client'
import { Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** The overview's shape before its figures are there. */
export const Waiting = () => {
  const { t } = useTranslation()
  return (
    <div aria-busy className="space-y-4">
      <h1 className="sr-only">{t('overview.title')}</h1>
      <Skeleton className="h-52 rounded-card" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
        {['orders', 'money', 'jobs', 'agents', 'estate'].map((key) => (
          <Skeleton key={key} className="h-44 rounded-card" />
        ))}
      </div>
      <div className="grid gap-4 lg:grid-cols-[1fr_22rem]">
        <Skeleton className="h-96 rounded-card" />
        <Skeleton className="h-96 rounded-card" />
      </div>
    </div>
  )
}
