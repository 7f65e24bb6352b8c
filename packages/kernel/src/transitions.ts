import type { ErrorCode } from '@pantheon/contract'
import { fail } from './fail.ts'

/**
 * A state machine: for each state, the states that may follow.
 * `move` returns a copy in the new state, or fails with `code` and both states as details.
 */
export const transitions = <S extends string>(table: Record<S, readonly S[]>, code: ErrorCode) => {
  const can = (from: S, to: S): boolean => table[from].includes(to)
  return {
    can,
    move: <T extends { status: S }>(thing: T, to: S): T & { status: S } =>
      can(thing.status, to) ? { ...thing, status: to } : fail(code, { status: thing.status, wanted: to }),
    /** True for a state without transitions. */
    isFinal: (state: S): boolean => table[state].length === 0,
  }
}
