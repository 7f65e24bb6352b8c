import { AsyncLocalStorage } from 'node:async_hooks'
import { type EventName, type EventSubjects, subjectsOf } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import { type Builder, type NewEvent, type Sign, type Statement, TransactionMisuseError, type Tx } from './db.ts'
import { digestOf } from './log/digest.ts'

/** Runs a statement on a connection when it is called. */
export type StatementRunner = <R>(work: () => R | Promise<R>) => Promise<R>

/** An event to be appended at the end of its transaction. */
export interface PendingEvent extends Omit<NewEvent<EventName>, 'before' | 'after' | 'owner'> {
  name: EventName
  subjects: EventSubjects
  beforeDigest: string | null
  afterDigest: string | null
}

const toPending = <N extends EventName>(name: N, { before, after, owner, ...event }: NewEvent<N>): PendingEvent => {
  const subjects = subjectsOf(name, event.data, owner)
  if (!subjects) throw new Error(`${name} names nothing that it is about`)
  return {
    ...event,
    name,
    subjects,
    // Computed now, because the object may change before the transaction ends.
    beforeDigest: before === undefined ? null : digestOf(before),
    afterDigest: after === undefined ? null : digestOf(after),
  }
}

/** The order among the subjects of an event; for servers of the previous version, which read it. */
export const orderIdOf = ({ subject, related }: EventSubjects): string | null => [subject, ...related].find(({ type }) => type === 'order')?.id ?? null

/** A connection that can hold a transaction, with a drizzle instance that lives as long as the connection. */
export class PooledConnection {
  runStatement: StatementRunner | undefined
  readonly #prepared = new Map<string, { execute(params: Record<string, unknown>): Promise<unknown> }>()
  constructor(
    readonly builder: Builder,
    readonly raw: Tx['raw'],
    /** Appends events to the log, in order, as the last statement of the transaction. Throws synchronously when it cannot be sent. */
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

/** `expired` rejects when the timer was not refreshed for `ms`. */
const startIdleTimer = (ms: number) => {
  let expire: () => void = () => {}
  const expired = new Promise<never>((_, reject) => {
    expire = () => reject(new Failure('server.unavailable', { retryAfterSeconds: 1 }))
  })
  return { expired, timer: setTimeout(() => expire(), ms) }
}

interface Open {
  isOpen: boolean
  failure: unknown
}

/** The handle of an open transaction. After the end it rejects everything, because its connection may be in another transaction. */
class OpenTx implements Tx {
  readonly tables: Builder['tables']
  readonly dialect: Builder['dialect']
  readonly #connection: PooledConnection
  readonly #state: Open
  readonly #ended: Builder
  readonly #events: PendingEvent[]

  constructor(connection: PooledConnection, state: Open, ended: Builder, events: PendingEvent[]) {
    this.tables = connection.builder.tables
    this.dialect = connection.builder.dialect
    this.#connection = connection
    this.#state = state
    this.#ended = ended
    this.#events = events
  }

  get #queries(): Builder {
    return this.#state.isOpen ? this.#connection.builder : this.#ended
  }
  get select() {
    return this.#queries.select
  }
  get selectDistinct() {
    return this.#queries.selectDistinct
  }
  get insert() {
    return this.#queries.insert
  }
  get update() {
    return this.#queries.update
  }
  get delete() {
    return this.#queries.delete
  }
  get $count() {
    return this.#queries.$count
  }

  run<P extends Record<string, unknown>, R>(query: Statement<P, R>, params: P): Promise<R> {
    return this.#state.isOpen ? this.#connection.run(query, params) : hasEnded()
  }
  raw(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    return this.#state.isOpen ? this.#connection.raw(text, values) : hasEnded()
  }
  emit<N extends EventName>(name: N, event: NewEvent<N>): void {
    this.#events.push(toPending(name, event))
  }
}

interface Signature {
  isOpen: boolean
  sign: Sign
}

/** The result of a transaction's work. */
export interface Done<T> {
  readonly result: T
  /** The number of events it appends. */
  readonly emitted: number
  /** Its last statement, already sent: the commit need not wait for the response, but the transaction succeeds only when both do. */
  readonly appended: Promise<void> | undefined
}

/**
 * The rules that give transactions the same semantics on both dialects:
 * - a failed statement poisons the transaction (Postgres does that; here SQLite does too): it can only roll back, even if the caller
 * caught the error;
 * - using `db` inside a transaction, or a `tx` after its end, throws instead of losing a write;
 * - events are appended last, so that the log's lock is held for one statement and the commit;
 * - signed work commits together with its signature or not at all.
 */
export class Transactions {
  /** The transaction of the running code. Undefined when misuse detection is off. */
  readonly #current: AsyncLocalStorage<Open> | undefined
  readonly #signature = new AsyncLocalStorage<Signature | undefined>()
  readonly #ended: Builder
  readonly #idleMs: number | undefined
  #running = 0
  #signing = 0

  /**
   * `ended` is a builder whose statements all reject. `findsMisuse` tracks every transaction through asynchronous code to detect `db` used
   * inside it: for development and tests, because before Node 24 that slows down every promise of the process.
   * `idleMs` is how long a transaction may be without a statement, where the database does not enforce that itself.
   */
  constructor({ ended, findsMisuse, idleMs }: { ended: Builder; findsMisuse: boolean; idleMs?: number }) {
    this.#ended = ended
    this.#idleMs = idleMs
    if (findsMisuse) this.#current = new AsyncLocalStorage()
  }

  assertOutside(): void {
    if (this.#current?.getStore()?.isOpen) throw new TransactionMisuseError('Use `tx`, not `db`, inside transaction()')
  }

  /** Runs `work` and signs every transaction it opens until it ends. */
  async signed<T>(sign: Sign, work: () => Promise<T>): Promise<T> {
    this.#signing++
    const signature: Signature = { isOpen: true, sign }
    try {
      return await this.#signature.run(signature, work)
    } finally {
      signature.isOpen = false // work that `work` left running, such as a timer, is not signed
      if (--this.#signing === 0) this.#signature.disable()
    }
  }

  /** Runs work that is only incidentally called from signed work, such as a listener that reads all events. */
  unsigned(work: () => void): void {
    if (this.#signing === 0) work()
    else this.#signature.run(undefined, work)
  }

  /** `connection` has just begun a transaction; the caller commits when this resolves and rolls back when it, or the last statement, rejects. */
  async run<T>(connection: PooledConnection, fn: (tx: Tx) => Promise<T>): Promise<Done<T>> {
    const state: Open = { isOpen: true, failure: undefined }
    const events: PendingEvent[] = []
    const idle = this.#idleMs === undefined ? undefined : startIdleTimer(this.#idleMs)
    connection.runStatement = async (work) => {
      if (!state.isOpen || (this.#current && this.#current.getStore() !== state)) return hasEnded()
      if (state.failure !== undefined) throw new Error('An earlier statement of this transaction failed; it can only roll back', { cause: state.failure })
      idle?.timer.refresh()
      try {
        return await work()
      } catch (error) {
        state.failure = error ?? new Error('unknown failure')
        throw error
      }
    }
    const work = async (): Promise<Done<T>> => {
      const tx = new OpenTx(connection, state, this.#ended, events)
      const result = await fn(tx)
      const signature = this.#signing > 0 ? this.#signature.getStore() : undefined
      if (signature?.isOpen) await signature.sign(tx, events)
      if (state.failure !== undefined) throw new Error('A statement of this transaction failed, so it was rolled back', { cause: state.failure })
      return { result, emitted: events.length, appended: events.length > 0 ? connection.append(events) : undefined }
    }
    try {
      const following = this.#follow(state, work)
      return await (idle ? Promise.race([following, idle.expired]) : following)
    } finally {
      clearTimeout(idle?.timer)
      state.isOpen = false
      connection.runStatement = undefined
    }
  }

  async #follow<T>(state: Open, work: () => Promise<T>): Promise<T> {
    if (!this.#current) return work()
    this.#running++
    try {
      return await this.#current.run(state, work)
    } finally {
      if (--this.#running === 0) this.#current.disable()
    }
  }
}

/** Rejects all calls after the end of a transaction. */
export const hasEnded = (): Promise<never> => Promise.reject(new TransactionMisuseError('This transaction has already ended'))
