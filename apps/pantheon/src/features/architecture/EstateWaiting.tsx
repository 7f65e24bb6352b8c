import { cn, Skeleton } from '@pantheon/ui'

/** As high as the window lets the estate be below its toolbar, whose filters take three lines on a tablet and one on a desk. */
export const estateHeight = 'h-[calc(100dvh-17.25rem)] min-h-112 md:max-lg:h-[calc(100dvh-20.5rem)] xl:h-[calc(100dvh-14.25rem)]'

/** Stands where the estate will. */
export const EstateWaiting = () => <Skeleton shape="nodes" className={cn('w-full border', estateHeight)} />
