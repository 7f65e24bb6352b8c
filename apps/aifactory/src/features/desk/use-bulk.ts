import type { MovedOrders, MovedProducts } from '@pantheon/contract'
import { useState } from 'react'

type Answer = Pick<MovedOrders, 'done' | 'already' | 'refused'> & {
  results: (MovedOrders['results'][number] | MovedProducts['results'][number])[]
}
export interface BulkTarget {
  id: string
  version: number
}

/** Progress and results of a bulk action. */
export interface BulkRun<Step extends string> {
  step: Step
  /** 0–100 while it is running. */
  progress: number | undefined
  answer: Answer
  /** The error of a failed call: later batches were not sent, and completed ones remain. */
  error: unknown
}

/** Batch size of one call: small enough to show progress. */
const atOnce = 10
const nothing: Answer = { results: [], done: 0, already: 0, refused: 0 }
const added = (one: Answer, other: Answer): Answer => ({
  results: [...one.results, ...other.results],
  done: one.done + other.done,
  already: one.already + other.already,
  refused: one.refused + other.refused,
})

interface BulkDeps<Step extends string> {
  /** Applies the action to one batch. */
  move: (step: Step, targets: BulkTarget[]) => Promise<Answer>
  /** Refetches the queries afterwards. */
  onSettled: () => Promise<unknown>
}

/** Runs a bulk action in batches and collects the results. Stops at the first failed call. */
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
