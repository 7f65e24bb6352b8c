import { createRouter } from '@tanstack/react-router'
import { CrashPage } from './features/shell/CrashPage.tsx'
import { NotFoundPage } from './features/shell/NotFoundPage.tsx'
import { routeTree } from './route-tree.gen.ts'

/** The router of the shop: routes are fetched when a link to them is pointed at. */
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
