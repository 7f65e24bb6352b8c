import { Skeleton } from '../primitives/Skeleton.tsx'

interface ListWaitingProps {
  /** How many rows its data will wait with: the same number, so that nothing moves in between. */
  rows?: number
  /** Without the line above it, where that is there already. */
  hasTools?: boolean
}

/** A list whose code or words are still to come: the line above it, its head and its rows, as high as they will be. */
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
