import { write, writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'

/** Lines are batched: a batch of this many bytes is written at once. */
const fullBatch = 64 * 1024
/** The longest delay of a line, and of a retry after a failed write, in milliseconds. */
const flushMs = 250
/** The delay of the first retry, in milliseconds: a live reader makes room in a pipe within this time. */
const firstRetryMs = 2
/** How many bytes may wait for a file or reader that accepts nothing. Further lines are dropped. */
const mostWaiting = 4 * 1024 * 1024
/** How long the exiting process waits for a reader that accepts nothing, in milliseconds. */
const exitWaitMs = 500

/** The destination of a log. It never throws, never blocks and buffers a bounded number of lines. */
interface LogOutput extends DestinationStream {
  /** Calls `report` with the number of lines that were dropped, when lines can be written again. */
  onRecovery(report: (dropped: number) => void): void
  /** Writes the buffered lines as far as they are accepted. For process exit: nothing can be written afterwards. */
  writeRest(): void
}

/** Blocks the thread without spinning. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** Writes to `fd` synchronously. Returns the number of bytes written, 0 when none were within `exitWaitMs`. */
const writeNow = (fd: number, bytes: Buffer): number => {
  for (const until = performance.now() + exitWaitMs; performance.now() < until; pause(10)) {
    try {
      return writeSync(fd, bytes)
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
      if (!isBusy) return 0
    }
  }
  return 0
}

/** Writes lines to the open file, pipe or socket `fd`. With a full disk or a stopped reader lines are dropped; the server is not affected. */
const createLogOutput = (fd: number): LogOutput => {
  let lines: string[] = []
  let waitingBytes = 0
  let batch = Buffer.alloc(0)
  let isWriting = false
  /** How long to wait before the next try, while writes fail. */
  let retryMs = 0
  let dropped = 0
  let report = (_dropped: number): void => {}

  /** The next bytes to write; the rest of a partly written batch comes first. */
  const nextBatch = (): Buffer => {
    if (batch.length > 0 || lines.length === 0) return batch
    batch = Buffer.from(lines.join(''))
    lines = []
    return batch
  }
  const consume = (bytes: number): void => {
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
      consume(bytes)
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
      if (isWriting) batch = Buffer.alloc(0) // a thread is writing it, and the process ends after its threads
      for (;;) {
        const bytes = nextBatch().length > 0 ? writeNow(fd, batch) : 0
        if (bytes === 0) return
        consume(bytes)
      }
    },
  }
}

/**
 * The standard output. Accessing `process.stdout` makes a pipe or socket non-blocking: a write that
 * blocked would hold a thread for ever, and with it the exit of the process.
 */
export const standardOutput = (): LogOutput => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // an error of another writer must not end the server
  const output = createLogOutput(process.stdout.fd)
  process.on('exit', output.writeRest)
  return output
}
