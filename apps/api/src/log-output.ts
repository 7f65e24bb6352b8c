import { write, writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'

/** Lines go out together: one write carries many, … */
const fullBatch = 64 * 1024
/** … and no line is later than this, in milliseconds. What could not be written is tried again as often, … */
const flushMs = 250
/** … and at first sooner: a reader that lives makes room in a pipe within this. */
const firstRetryMs = 2
/** How much waits for a file or a reader that takes nothing, in bytes. What comes after is dropped. */
const mostWaiting = 4 * 1024 * 1024
/** How long the end of the process waits for a reader that takes nothing, in milliseconds. */
const farewellMs = 500

/** Where a log goes. It never throws, never blocks and holds a bounded number of lines. */
interface LogOutput extends DestinationStream {
  /** Calls `report` with the number of lines that were dropped, when lines can be written again. */
  onRecovery(report: (dropped: number) => void): void
  /** Writes what waits, as far as it is taken. For the end of the process; nothing can be written afterwards. */
  writeRest(): void
}

/** Blocks without turning. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** Writes to `fd` at once. The number of bytes that were taken, 0 when none were in time. */
const writeNow = (fd: number, bytes: Buffer): number => {
  for (const until = performance.now() + farewellMs; performance.now() < until; pause(10)) {
    try {
      return writeSync(fd, bytes)
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
      if (!isBusy) return 0
    }
  }
  return 0
}

/** Writes lines to the open file, pipe or socket `fd`. A full disk or a reader that has stopped costs lines, never the server. */
const createLogOutput = (fd: number): LogOutput => {
  let lines: string[] = []
  let waitingBytes = 0
  let batch = Buffer.alloc(0)
  let isWriting = false
  /** How long to wait before the next try, while nothing is taken. */
  let retryMs = 0
  let dropped = 0
  let report = (_dropped: number): void => {}

  /** What is to be written next; the rest of a line that was cut comes first. */
  const nextBatch = (): Buffer => {
    if (batch.length > 0 || lines.length === 0) return batch
    batch = Buffer.from(lines.join(''))
    lines = []
    return batch
  }
  const took = (bytes: number): void => {
    batch = batch.subarray(bytes)
    waitingBytes -= bytes
  }
  const writeNext = (): void => {
    if (isWriting || nextBatch().length === 0) return
    isWriting = true
    write(fd, batch, 0, batch.length, null, (error, bytes) => {
      isWriting = false
      if (error) {
        retryMs = Math.min(flushMs, retryMs * 2 || firstRetryMs)
        if (retryMs < flushMs) setTimeout(writeNext, retryMs).unref()
        return
      }
      retryMs = 0
      took(bytes)
      if (batch.length > 0 || waitingBytes >= fullBatch) writeNext()
      else if (dropped > 0) {
        const count = dropped
        dropped = 0
        report(count)
      }
    })
  }
  setInterval(writeNext, flushMs).unref()

  return {
    write: (line) => {
      const bytes = Buffer.byteLength(line)
      if (waitingBytes + bytes > mostWaiting) {
        dropped++
        return
      }
      lines.push(line)
      waitingBytes += bytes
      if (waitingBytes >= fullBatch && retryMs === 0) writeNext()
    },
    onRecovery: (listener) => {
      report = listener
    },
    writeRest: () => {
      if (isWriting) batch = Buffer.alloc(0) // a thread has it, and the process ends after its threads
      for (;;) {
        const bytes = nextBatch().length > 0 ? writeNow(fd, batch) : 0
        if (bytes === 0) return
        took(bytes)
      }
    },
  }
}

/**
 * The standard output. Asking for `process.stdout` makes a pipe or socket answer at once when it takes nothing; a write that
 * blocked would hold a thread for ever, and with it the end of the process.
 */
export const standardOutput = (): LogOutput => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // whoever else writes there ends no server either
  const output = createLogOutput(process.stdout.fd)
  process.on('exit', output.writeRest)
  return output
}
