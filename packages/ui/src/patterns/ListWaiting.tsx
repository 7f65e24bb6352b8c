import { Skeleton } from '../primitives/Skeleton.tsx'

interface ListWaitingProps {
  /** The number of skeleton rows: as many as the list shows while its data loads, to prevent layout shift. */
  rows?: number
  /** False where the toolbar above it is rendered already. */
  hasTools?: boolean
}

/** Skeleton of a list whose code or messages are still loading: toolbar, header and rows, at their final heights. */
export const ListWaiting = ({ rows = 5, hasTools = true }: ListWaitingProps) => (
  <div aria-busy="true">
    {hasTools && (
      <div className="mb-3 flex h-10 items-center gap-2">
        <Skeleton className="h-9 w-40" />
        <Skeleton className="ml-auto h-9 w-28" />
      </div>
    )}
    <div data-list-waiting className="max-md:hidden">
      <span className="block" style={{ height: `${(rows + 1) * 2.5}rem` }}>
        <Skeleton shape="table" className="h-full" />
      </span>
    </div>
    <div className="space-y-2.5 md:hidden">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={`card-${index}`} shape="card" className="h-36" />
      ))}
    </div>
  </div>
)
