'use client'
import { type ReactNode, Suspense } from 'react'
import { Skeleton } from '../primitives/Skeleton.tsx'

/** Wrap the account views in it: it renders the fallback while their messages load. */
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
