'use client'
import { Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { OverTimeWaiting } from './OverTimeWaiting.tsx'

/** Skeleton of the overview. */
export const Waiting = () => {
  const { t } = useTranslation()
  return (
    <div aria-busy className="space-y-4">
      <h1 className="sr-only">{t('overview.title')}</h1>
      <Skeleton shape="card" className="h-52" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
        {['orders', 'money', 'jobs', 'agents', 'estate'].map((key) => (
          <Skeleton key={key} shape="figure" className="h-44" />
        ))}
      </div>
      <OverTimeWaiting />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton shape="rows" className="h-96" />
        <Skeleton shape="rows" className="h-96" />
      </div>
    </div>
  )
}
