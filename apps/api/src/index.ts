export { createAppRouter } from './router.ts'
