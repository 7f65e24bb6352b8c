import { ListWaiting, Skeleton } from '@pantheon/ui'

/**
 * Skeleton of a page whose header comes with its code: title, description, and a list or form. As high as the viewport, so that the footer stays
 * outside.
 */
export const PageWaiting = ({ shape = 'rows' }: { shape?: 'rows' | 'form' }) => (
  <div aria-busy="true" className="min-h-dvh">
    <Skeleton className="h-9 w-56" />
    <Skeleton className="mt-3 mb-8 w-80 max-w-full" />
    {shape === 'form' ? <Skeleton shape="form" className="h-96 max-w-2xl" /> : <ListWaiting />}
  </div>
)
