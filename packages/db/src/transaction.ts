import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventName } from '@pantheon/contract'
import { type Builder, type NewEvent, type Sign, type Statement, TransactionMisuseError, type Tx } from './db.ts'
import { digestOf } from './log/digest.ts'

/** Runs the statement it is given on some connection, at the moment it is called. */
export type Gate = <R>(work: () => R | Promise<R>) => Promise<R>

/** An event on its way into the log. */
export interface PendingEvent extends Omit<NewEvent<EventName>, 'before' | 'after'> {
  name: EventName
  beforeDigest: string | null
  afterDigest: string | null
}

const toPending = <N extends EventName>(name: N, { before, after, ...event }: NewEvent<N>): PendingEvent => ({
  ...event,
  name,
  // Now, not at the end: what was passed may change before the transaction ends.
  beforeDigest: before === undefined ? null : digestOf(before),
  afterDigest: after === undefined ? null : digestOf(after),
})

/** One connection that can hold a transaction, with a drizzle instance that lives as long as the connection. */
export class Lane {
  gate: Gate | undefined
  readonly #prepared = new Map<string, { execute(params: Record<string, unknown>): Promise<unknown> }>()
  constructor(
    readonly builder: Builder,
    readonly raw: Tx['raw'],
    /** Appends events to the log, in order, as the last statement of the transaction. */
    readonly append: (events: PendingEvent[]) => Promise<void>,
  ) {}

  run<P extends Record<string, unknown>, R>(query: Statement<P, R>, params: P): Promise<R> {
    let prepared = this.#prepared.get(query.name)
    if (!prepared) {
      prepared = query.build(this.builder).prepare(query.name)
      this.#prepared.set(query.name, prepared)
    }
    return prepared.execute(params) as Promise<R>
  }
}

interface Open {
  isOpen: boolean
  failure: unknown
}

interface Signature {
  isOpen: boolean
  sign: Sign
}

/**
 * The rules that make transactions mean the same on both dialects:
 *  - a failed statement poisons the transaction (Postgres does that; here SQLite does too): it can only roll back,
 *    even if the caller swallowed the error;
 *  - using `db` inside a transaction, or a `tx` after its end or from elsewhere, is an error, not a lost write;
 *  - events are appended last, so that the log's lock is held for one statement and the commit;
 *  - signed work commits with its signature or not at all.
 */
export class Transactions {
  readonly #current = new AsyncLocalStorage<Open>()
  readonly #signature = new AsyncLocalStorage<Signature | undefined>()
  #running = 0
  #signing = 0

  assertOutside(): void {
    if (this.#current.getStore()?.isOpen) throw new TransactionMisuseError('Use `tx`, not `db`, inside transaction()')
  }

  /** Runs `work`; until it ends, every transaction it opens is signed. */
  async signed<T>(sign: Sign, work: () => Promise<T>): Promise<T> {
    this.#signing++
    const signature: Signature = { isOpen: true, sign }
    try {
      return await this.#signature.run(signature, work)
    } finally {
      signature.isOpen = false // what `work` has left behind, such as a timer, is nobody's
      if (--this.#signing === 0) this.#signature.disable()
    }
  }

  /** Runs what only happens to be called from signed work, such as a listener that goes on with everybody's events. */
  unsigned(work: () => void): void {
    if (this.#signing === 0) work()
    else this.#signature.run(undefined, work)
  }

  /** `lane` has just begun; the caller commits when this resolves and rolls back when it rejects. */
  async run<T>(lane: Lane, fn: (tx: Tx) => Promise<T>): Promise<{ result: T; emitted: number }> {
    this.#running++
    const open: Open = { isOpen: true, failure: undefined }
    const events: PendingEvent[] = []
    lane.gate = async (work) => {
      if (!open.isOpen || this.#current.getStore() !== open) throw new TransactionMisuseError('This transaction has already ended')
      if (open.failure !== undefined) throw new Error('An earlier statement of this transaction failed; it can only roll back', { cause: open.failure })
      try {
        return await work()
      } catch (error) {
        open.failure = error ?? new Error('unknown failure')
        throw error
      }
    }
    const tx: Tx = {
      ...lane.builder,
      run: (query, params) => lane.run(query, params),
      raw: (text, values) => lane.raw(text, values),
      emit: (name, event) => void events.push(toPending(name, event)),
    }
    try {
      return await this.#current.run(open, async () => {
        const result = await fn(tx)
        const signature = this.#signature.getStore()
        if (signature?.isOpen) await signature.sign(tx, events)
        if (open.failure !== undefined) throw new Error('A statement of this transaction failed, so it was rolled back', { cause: open.failure })
        if (events.length > 0) await lane.append(events)
        return { result, emitted: events.length }
      })
    } finally {
      open.isOpen = false
      lane.gate = undefined
      // Before Node 24, following a context makes every promise of the process dearer, so it is followed only while one is open.
      if (--this.#running === 0) this.#current.disable()
    }
  }
}

/** The gate of a lane whose transaction is over. */
export const closedGate: Gate = () => Promise.reject(new TransactionMisuseError('This transaction has already ended'))
