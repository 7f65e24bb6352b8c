import { ListWaiting, Skeleton } from '@pantheon/ui'

/** A page whose head comes with its code: title, what it is, and the list or the form below. As high as the window, so that its foot stays out of it. */
export const PageWaiting = ({ shape = 'rows' }: { shape?: 'rows' | 'form' }) => (
  <div aria-busy="true" className="min-h-dvh">
    <Skeleton className="h-9 w-56" />
    <Skeleton className="mt-3 mb-8 w-80 max-w-full" />
    {shape === 'form' ? <Skeleton shape="form" className="h-96 max-w-2xl" /> : <ListWaiting />}
  </div>
)
