'use client'
import { ListWaiting, Skeleton } from '@pantheon/ui'
import { OutageFallback } from './OutageFallback.tsx'

/** Skeleton of a heading and content. */
export const PageShape = () => (
  <OutageFallback>
    <div aria-busy="true">
      <Skeleton className="mb-3 h-9 w-48" />
      <Skeleton className="mb-6 h-4 w-80 max-w-full" />
      <ListWaiting rows={8} />
    </div>
  </OutageFallback>
)
