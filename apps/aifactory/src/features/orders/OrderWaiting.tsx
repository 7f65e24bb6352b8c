import { Skeleton } from '@pantheon/ui'

/** Skeleton of an order page: header, output, and at the side details and history. */
export const OrderWaiting = () => (
  <div aria-busy="true" className="min-h-dvh">
    <Skeleton className="mt-8 h-9 w-1/2" />
    <Skeleton className="mt-3 mb-6 w-80 max-w-full" />
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <Skeleton shape="card" className="h-72" />
      <Skeleton shape="rows" className="h-72" />
    </div>
  </div>
)
