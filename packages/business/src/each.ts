import { type ErrorCode, errors } from '@pantheon/contract'
import { Failure, failureOf, type Logger } from '@pantheon/kernel'

/** An item of a bulk request, at the version the caller last read. */
export interface Target {
  id: string
  version: number
}
/** Status and version of an item after its move. */
export interface Standing<Status> {
  status: Status
  version: number
}
interface Result<Status> {
  id: string
  outcome: 'done' | 'already' | 'refused'
  code: ErrorCode | null
  reason: string | null
  status: Status | null
  version: number | null
}

const nowhere = { status: null, version: null }

const standingIn = <Status>(details: Record<string, unknown>): Partial<Standing<Status>> => {
  const known = (details.current ?? details) as Partial<Standing<Status>>
  return { ...(known.status !== undefined && { status: known.status }), ...(known.version !== undefined && { version: known.version }) }
}

/**
 * Moves many items independently. `move` returns the item's status after it, with `isAlready` when there was nothing to do, or
 * fails, which refuses that item only. An item that a concurrent request already moved to `end` counts as already done. Results
 * come in the order of the targets, without duplicates. Under a shared limit pass `atATime: 1`, so that the refused items are
 * the last ones.
 */
export const moveEach = async <Status>(
  targets: readonly Target[],
  logger: Logger,
  move: (target: Target) => Promise<Standing<Status> & { isAlready?: boolean }>,
  { end, atATime = 4 }: { end?: Status; atATime?: number } = {},
) => {
  const waiting = targets.filter(({ id }, i) => targets.findIndex((other) => other.id === id) === i)
  const results: Result<Status>[] = []
  const decide = async (target: Target): Promise<Result<Status>> => {
    const result = { id: target.id, code: null, reason: null }
    try {
      const { isAlready = false, status, version } = await move(target)
      return { ...result, outcome: isAlready ? 'already' : 'done', status, version }
    } catch (error) {
      // An idempotency conflict concerns the whole request, not this item.
      const failure = failureOf(error)
      if (failure?.code.startsWith('idempotency.')) throw error
      if (!failure) logger.error({ err: error, id: target.id }, 'one of many could not be moved')
      const { code, details } = failure && failure.code in errors ? failure : new Failure('server.internal')
      const standing = standingIn<Status>(details)
      if (code === 'version.stale' && end !== undefined && standing.status === end) return { ...result, ...nowhere, ...standing, outcome: 'already' }
      const reason = typeof details.reason === 'string' ? details.reason : null
      return { ...result, outcome: 'refused', code, reason, ...nowhere, ...standing }
    }
  }
  for (let from = 0; from < waiting.length; from += atATime) results.push(...(await Promise.all(waiting.slice(from, from + atATime).map(decide))))
  const count = (outcome: Result<Status>['outcome']): number => results.filter((result) => result.outcome === outcome).length
  return { results, done: count('done'), already: count('already'), refused: count('refused') }
}
