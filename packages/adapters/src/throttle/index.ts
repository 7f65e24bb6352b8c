export { createMemoryThrottle } from './memory-throttle.ts'
export { createRedisThrottle } from './redis-throttle.ts'
