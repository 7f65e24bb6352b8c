/** Where a request is held: before it does anything, or when all is done but the answer. */
export type HoldPoint = 'before' | 'after'

/** Requests that a test holds at a point, to see what a caller does that dies there. */
export interface Hold {
  /** When the first of them has come to the point. */
  reached: Promise<void>
  /** Lets them all go on. */
  letGo(): void
  /** Has them all come to nothing more, as when their connections broke. */
  drop(): void
}

const word = <T>(): { given: Promise<T>; give: (word: T) => void } => {
  let give = (_: T): void => undefined
  const given = new Promise<T>((resolve) => {
    give = resolve
  })
  return { given, give: (said) => give(said) }
}

/** Holds requests to the API, by method and path. */
export const createRequestHolds = () => {
  const holds = new Set<{ method: string; path: RegExp; point: HoldPoint; left: number; reach: () => void; goesOn: Promise<boolean> }>()
  return {
    /** `atMost`: how many requests are held, the first ones; all without it. */
    hold: (method: string, path: RegExp, point: HoldPoint, atMost = Number.POSITIVE_INFINITY): Hold => {
      const reached = word<void>()
      const end = word<boolean>()
      const held = { method, path, point, left: atMost, reach: () => reached.give(), goesOn: end.given }
      holds.add(held)
      const over = (goesOn: boolean) => (): void => {
        holds.delete(held)
        end.give(goesOn)
      }
      return { reached: reached.given, letGo: over(true), drop: over(false) }
    },
    /** Comes back when nothing holds this request at this point any more: whether it goes on. */
    pass: async (point: HoldPoint, method: string, path: string): Promise<boolean> => {
      for (const each of [...holds]) {
        if (each.point !== point || each.method !== method || !each.path.test(path) || each.left <= 0) continue
        each.left -= 1
        each.reach()
        if (!(await each.goesOn)) return false
      }
      return true
    },
  }
}
