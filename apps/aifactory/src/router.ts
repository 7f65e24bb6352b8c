import { createRouter } from '@tanstack/react-router'
import { CrashPage } from './features/shell/CrashPage.tsx'
import { NotFoundPage } from './features/shell/NotFoundPage.tsx'
import { routeTree } from './route-tree.gen.ts'

/** Creates the shop's router: a route's code is loaded when a link to it is hovered or focused. */
export const createAppRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
