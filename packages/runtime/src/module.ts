import type { SystemPart } from '@pantheon/contract'
import type { EventHandlers } from './events/consumer.ts'
import type { StreamOf } from './events/held-events.ts'
import type { Schedule } from './scheduler/schedule.ts'

/** A durable reader of the event log, with a position of its own. */
export interface ConsumerDefinition {
  /** What its position is stored under. Renamed, it would read the log from its beginning again. */
  readonly name: string
  readonly handlers: EventHandlers
  /** In which order events are handled, where it is not that of their streams. */
  readonly streamOf?: StreamOf
}

/** One part of the running system. `createSystem` is a list of these. */
export interface Module<S extends object = object> {
  /** What it offers to routers and to other modules. */
  readonly services: S
  readonly consumers?: readonly ConsumerDefinition[]
  readonly schedules?: readonly Schedule[]
  /** What it runs on. */
  health?(): SystemPart[]
  /** Begins what every process needs in order to serve. */
  start?(): Promise<void>
  /** Begins what a process does beside serving; not called where ROLE=api. Consumers and schedules begin after it. */
  startWork?(): Promise<void>
  /** Nothing new begins from here on, and what is under way is handed back. Resolves to false when something was left behind. */
  drain?(): Promise<unknown>
  /** Closes what is still open, when all modules are drained. */
  stop?(): Promise<unknown>
}
