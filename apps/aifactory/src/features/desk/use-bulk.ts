import type { MovedOrders, MovedProducts } from '@pantheon/contract'
import { useState } from 'react'

type Answer = Pick<MovedOrders, 'done' | 'already' | 'refused'> & {
  results: (MovedOrders['results'][number] | MovedProducts['results'][number])[]
}
export interface BulkTarget {
  id: string
  version: number
}

/** What came of a step with many, or how far it is. */
export interface BulkRun<Step extends string> {
  step: Step
  /** 0–100 while it is under way. */
  progress: number | undefined
  answer: Answer
  /** What a call failed with as a whole: those after it were not tried, and what was done before stays done. */
  error: unknown
}

/** How many go in one call: few enough to see it move. */
const atOnce = 10
const nothing: Answer = { results: [], done: 0, already: 0, refused: 0 }
const added = (one: Answer, other: Answer): Answer => ({
  results: [...one.results, ...other.results],
  done: one.done + other.done,
  already: one.already + other.already,
  refused: one.refused + other.refused,
})

interface BulkDeps<Step extends string> {
  /** Takes the step with some of them. */
  move: (step: Step, targets: BulkTarget[]) => Promise<Answer>
  /** What is read again afterwards. */
  onSettled: () => Promise<unknown>
}

/** Takes a step with many things, some at a time, and keeps what came of it. Stops where a call fails. */
export const useBulk = <Step extends string>({ move, onSettled }: BulkDeps<Step>) => {
  const [run, setRun] = useState<BulkRun<Step>>()
  const start = async (step: Step, targets: readonly BulkTarget[]): Promise<BulkRun<Step>> => {
    let answer = nothing
    let error: unknown
    for (let from = 0; from < targets.length && error === undefined; from += atOnce) {
      setRun({ step, progress: (100 * from) / targets.length, answer, error })
      try {
        const some = targets.slice(from, from + atOnce).map(({ id, version }) => ({ id, version }))
        answer = added(answer, await move(step, some))
      } catch (reason) {
        error = reason
      }
    }
    const ended = { step, progress: undefined, answer, error }
    setRun(ended)
    await onSettled()
    return ended
  }
  return { run, start, close: () => setRun(undefined) }
}
