export { createPgBossQueue } from './pg-boss-queue.ts'
export { createSqliteQueue, type QueueSettings } from './sqlite-queue.repo.ts'
