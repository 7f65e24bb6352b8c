import { Skeleton } from '@pantheon/ui'

/** Stands where the estate will. */
export const EstateWaiting = () => <Skeleton className="size-full min-h-96 rounded-card" />
