import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventName } from '@pantheon/contract'
import { type Builder, type NewEvent, type Statement, TransactionMisuseError, type Tx } from './db.ts'

/** Runs the statement it is given on some connection, at the moment it is called. */
export type Gate = <R>(work: () => R | Promise<R>) => Promise<R>

/** An event on its way into the log. */
export interface PendingEvent extends NewEvent<EventName> {
  name: EventName
}

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

/**
 * The rules that make transactions mean the same on both dialects:
 *  - a failed statement poisons the transaction (Postgres does that; here SQLite does too): it can only roll back,
 *    even if the caller swallowed the error;
 *  - using `db` inside a transaction, or a `tx` after its end or from elsewhere, is an error, not a lost write;
 *  - events are appended last, so that the log's lock is held for one statement and the commit.
 */
export class Transactions {
  readonly #current = new AsyncLocalStorage<Open>()
  #running = 0

  assertOutside(): void {
    if (this.#current.getStore()?.isOpen) throw new TransactionMisuseError('Use `tx`, not `db`, inside transaction()')
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
      emit: (name, event) => void events.push({ ...event, name } as PendingEvent),
    }
    try {
      return await this.#current.run(open, async () => {
        const result = await fn(tx)
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
