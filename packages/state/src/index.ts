export { createFeed, type Feed } from './feed.ts'
export { createStateRouter } from './state.router.ts'
export { createState, type State, type StateSources } from './state.service.ts'
