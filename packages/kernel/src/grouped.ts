import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Coalesces calls: runs `make` once for all callers with the same key that arrive before it begins; callers that arrive while it runs
 * share the next run, which begins `pauseMs` after this one ends. So each result comes from a run that began after its call, and the
 * number of callers does not add load. A failed run rejects only for its own callers.
 */
export const createGrouped = <K, T>(make: (key: K) => Promise<T>, pauseMs: number) => {
  interface Turn {
    running: Promise<unknown>
    next?: Promise<T> | undefined
  }
  const turns = new Map<string, Turn>()

  const begin = (name: string, key: K): Promise<T> => {
    const result = make(key)
    const turn: Turn = { running: result.catch(() => undefined).then(() => sleep(pauseMs)) }
    turns.set(name, turn)
    void turn.running.then(() => {
      if (!turn.next) turns.delete(name)
    })
    return result
  }
  /** `name` identifies the key: equal keys must have equal names. */
  return (name: string, key: K): Promise<T> => {
    const turn = turns.get(name)
    if (!turn) return begin(name, key)
    turn.next ??= turn.running.then(() => begin(name, key))
    return turn.next
  }
}
