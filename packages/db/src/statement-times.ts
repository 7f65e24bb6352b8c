/** Measures statements of the database. */
export interface StatementMeter {
  /** Records a statement that succeeded or failed after `ms` milliseconds. */
  record(operation: StatementOperation, ms: number, isOk: boolean): void
}
export type StatementOperation = 'select' | 'insert' | 'update' | 'delete' | 'with' | 'other'

const operations: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'with'] satisfies StatementOperation[])

/** The operation of a statement, by its first keyword. */
export const operationOf = (text: string): StatementOperation => {
  const word = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  return operations.has(word) ? (word as StatementOperation) : 'other'
}

/** Runs an asynchronous statement and reports its duration to the meter, without its text. */
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

/** The same for a synchronous statement. */
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
