export { createRedisAccessBus } from './access-bus.ts'
export { createRedisAnswers } from './shared-answers.ts'
