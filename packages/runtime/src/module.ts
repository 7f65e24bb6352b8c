import type { SystemPart } from '@pantheon/contract'
import type { EventHandlers } from './events/consumer.ts'
import type { StreamOf } from './events/held-events.ts'
import type { Schedule } from './scheduler/schedule.ts'

/** A durable consumer of the event log. */
export interface ConsumerDefinition {
  /** The name its position is stored under. When renamed, it reads the log from the beginning again. */
  readonly name: string
  readonly handlers: EventHandlers
  /** The ordering of events, where it is not by their streams. */
  readonly streamOf?: StreamOf
}

/** A module of the system. `createSystem` is a list of these. */
export interface Module<S extends object = object> {
  /** The services for routers and other modules. */
  readonly services: S
  readonly consumers?: readonly ConsumerDefinition[]
  readonly schedules?: readonly Schedule[]
  /** The engines it runs on. */
  health?(): SystemPart[]
  /** Starts what every process needs in order to serve. */
  start?(): Promise<void>
  /** Starts background work; not called with ROLE=api. Consumers and schedules start after it. */
  startWork?(): Promise<void>
  /** Stops accepting work and releases running work. Resolves to false when some work is still running. */
  drain?(): Promise<unknown>
  /** Closes connections, after all modules are drained. */
  stop?(): Promise<unknown>
}
