export { endsWithin } from './deadline.ts'
export type { Schedule, TimeOfDay } from './scheduler/schedule.ts'
export { createScheduler, type Scheduler, type SchedulerDeps } from './scheduler/scheduler.ts'
