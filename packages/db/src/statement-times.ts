/** Measures statements of the database. */
export interface StatementMeter {
  /** One statement that was answered, or failed, after `ms` milliseconds. */
  record(operation: StatementOperation, ms: number, isOk: boolean): void
}
export type StatementOperation = 'select' | 'insert' | 'update' | 'delete' | 'with' | 'other'

const operations: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'with'] satisfies StatementOperation[])

/** What a statement does, by its first word. */
export const operationOf = (text: string): StatementOperation => {
  const word = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  return operations.has(word) ? (word as StatementOperation) : 'other'
}

/** Runs a statement that takes its time, and tells the meter how long it took, and not what it was about. */
export const timed = async <T>(meter: StatementMeter, text: string, run: () => Promise<T>): Promise<T> => {
  const from = performance.now()
  let isOk = false
  try {
    const result = await run()
    isOk = true
    return result
  } finally {
    meter.record(operationOf(text), performance.now() - from, isOk)
  }
}

/** The same for one that blocks until it is done. */
export const timedSync = <T>(meter: StatementMeter, text: string, run: () => T): T => {
  const from = performance.now()
  let isOk = false
  try {
    const result = run()
    isOk = true
    return result
  } finally {
    meter.record(operationOf(text), performance.now() - from, isOk)
  }
}
