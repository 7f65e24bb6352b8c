/** Where a request is held: before it runs, or after it ran but before the response. */
export type HoldPoint = 'before' | 'after'

/** Requests that a test holds at a point, to test callers that crash there. */
export interface Hold {
  /** Resolves when the first of them reaches the point. */
  reached: Promise<void>
  /** Lets them all continue. */
  release(): void
  /** Drops them all, as if their connections broke. */
  drop(): void
}

const deferred = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let settle = (_: T): void => undefined
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, resolve: (value) => settle(value) }
}

/** Holds requests to the API, by method and path. */
export const createRequestHolds = () => {
  const holds = new Set<{ method: string; path: RegExp; point: HoldPoint; left: number; reach: () => void; continues: Promise<boolean> }>()
  return {
    /** Holds requests; `atMost` limits it to the first ones. */
    hold: (method: string, path: RegExp, point: HoldPoint, atMost = Number.POSITIVE_INFINITY): Hold => {
      const reached = deferred<void>()
      const end = deferred<boolean>()
      const held = { method, path, point, left: atMost, reach: () => reached.resolve(), continues: end.promise }
      holds.add(held)
      const finish = (continues: boolean) => (): void => {
        holds.delete(held)
        end.resolve(continues)
      }
      return { reached: reached.promise, release: finish(true), drop: finish(false) }
    },
    /** Resolves when the request is not held at this point any more: whether it continues. */
    pass: async (point: HoldPoint, method: string, path: string): Promise<boolean> => {
      for (const each of [...holds]) {
        if (each.point !== point || each.method !== method || !each.path.test(path) || each.left <= 0) continue
        each.left -= 1
        each.reach()
        if (!(await each.continues)) return false
      }
      return true
    },
  }
}
