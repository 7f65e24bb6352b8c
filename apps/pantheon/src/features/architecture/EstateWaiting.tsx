import { cn, Skeleton } from '@pantheon/ui'

/** The height left below the toolbar, whose filters take three lines on a tablet and one on a desktop. */
export const estateHeight = 'h-[calc(100dvh-17.25rem)] min-h-112 md:max-lg:h-[calc(100dvh-20.5rem)] xl:h-[calc(100dvh-14.25rem)]'

/** Skeleton of the estate. */
export const EstateWaiting = () => <Skeleton shape="nodes" className={cn('w-full border', estateHeight)} />
