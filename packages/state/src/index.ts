export { createFeed, type Feed } from './feed.ts'
export { createStateRouter } from './state.router.ts'
export { createState, type StateSources } from './state.service.ts'
export type { State, StateServices } from './state.types.ts'
