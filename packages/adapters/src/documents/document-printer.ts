import { createHash } from 'node:crypto'
import type { CoursePrinter } from '@pantheon/agents'
import type { InvoicePrinter } from '@pantheon/business'
import type { ErrorCode } from '@pantheon/contract'
import { createFairQueue, fail } from '@pantheon/kernel'
import { createThreadPool, ThreadLimitError, type ThreadRefusal } from '@pantheon/kernel/threads'
import { LRUCache } from 'lru-cache'
import type { DocumentTask } from './document-worker.ts'

export interface DocumentLimits {
  /** Maximum number of documents rendered at once; one more slot is reserved for invoices and credit notes. */
  threads?: number
  /** Maximum number of waiting courses, and of waiting invoices and credit notes. */
  maxWaiting?: number
  /** Maximum number of documents per organization, rendered or waiting. */
  perOrganization?: number
  /** Timeout of one document in milliseconds. */
  timeLimitMs?: number
  /** Maximum heap of one document in megabytes. */
  memoryMb?: number
  /** Size of the cache of finished documents in bytes. */
  keptBytes?: number
}

/** One slot is reserved for invoices and credit notes, so that they never wait for courses. */
const reservedThreads = 1
const codes: Record<ThreadRefusal, ErrorCode> = { timed_out: 'document.too_slow', out_of_memory: 'document.too_large', queue_full: 'document.too_many' }
const mb = 1024 * 1024
const refusedMs = 10 * 60_000

/** A cache key of everything that is printed. */
const keyOf = (task: DocumentTask): string => createHash('sha256').update(JSON.stringify(task)).digest('base64url')

/**
 * Renders courses and invoices as PDF on worker threads. Concurrent requests for the same document share one rendering, and finished
 * documents are cached by a hash of their content. Organizations take turns, and invoices have priority over courses. Fails with
 * `document.too_slow`, `document.too_large` and, when the queue of the organization or of all is full, with `document.too_many`.
 */
export const createDocumentPrinter = (limits: DocumentLimits = {}) => {
  const { threads = 2, maxWaiting = 20, perOrganization = 2, timeLimitMs = 30_000, memoryMb = 512, keptBytes = 64 * mb } = limits
  const worker = new URL('./document-worker', import.meta.url)
  const places = threads + reservedThreads
  const queue = createFairQueue({ concurrency: places, reserved: reservedThreads, maxWaiting, perOwner: perOrganization, code: 'document.too_many' })
  const pool = createThreadPool<DocumentTask, Uint8Array>({ worker, threads: places, maxWaiting: places, timeLimitMs, memoryMb })
  const finished = new LRUCache<string, Uint8Array>({ maxSize: keptBytes, sizeCalculation: (bytes) => bytes.byteLength + 1 })
  /** A document that failed would use its whole time limit again with each request. */
  const refused = new LRUCache<string, ErrorCode>({ max: 1000, ttl: refusedMs })
  const inFlight = new Map<string, Promise<Uint8Array>>()

  const make = async (key: string, task: DocumentTask, organizationId: string): Promise<Uint8Array> => {
    try {
      const bytes = await queue.run({ owner: organizationId, isUrgent: task.kind === 'invoice' }, () => pool.run(task))
      finished.set(key, bytes)
      return bytes
    } catch (error) {
      if (!(error instanceof ThreadLimitError)) throw error
      if (error.refusal !== 'queue_full') refused.set(key, codes[error.refusal])
      return fail(codes[error.refusal])
    } finally {
      inFlight.delete(key)
    }
  }
  const print = async (task: DocumentTask, organizationId: string): Promise<Uint8Array> => {
    const key = keyOf(task)
    const refusal = refused.get(key)
    if (refusal) fail(refusal)
    const known = finished.get(key) ?? inFlight.get(key)
    if (known) return known
    const made = make(key, task, organizationId)
    inFlight.set(key, made)
    return made
  }

  const courses: CoursePrinter = { print: (course, organizationId) => print({ kind: 'course', course }, organizationId) }
  const invoices: InvoicePrinter = { print: (invoice, locale, organizationId) => print({ kind: 'invoice', invoice, locale }, organizationId) }
  return { courses, invoices, close: pool.close }
}
export type DocumentPrinter = ReturnType<typeof createDocumentPrinter>
