'use client'
import { type ReactNode, Suspense } from 'react'
import { Skeleton } from '../primitives/Skeleton.tsx'

/** Put it around the views of accounts: it stands in for them while their words arrive. */
export const AccountArea = ({ children, fallback }: { children: ReactNode; fallback?: ReactNode }) => (
  <Suspense
    fallback={
      fallback ?? (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
          <Skeleton className="h-11" />
        </div>
      )
    }
  >
    {children}
  </Suspense>
)
