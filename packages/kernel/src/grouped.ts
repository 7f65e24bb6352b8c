import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `make` once for everybody who asks under the same key before it begins; who asks while it runs shares the next run, which
 * begins `pauseMs` after the end of this one. So each gets a result that began after they asked, and no number of askers keeps
 * the process busy. A failed run rejects for its own askers only.
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
  /** `name` is the same for keys that are. */
  return (name: string, key: K): Promise<T> => {
    const turn = turns.get(name)
    if (!turn) return begin(name, key)
    turn.next ??= turn.running.then(() => begin(name, key))
    return turn.next
  }
}
