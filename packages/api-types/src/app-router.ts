import { createAppRouter } from '@pantheon/api'

/** A result without a name: the compiler writes the router's whole type down, instead of where it comes from. */
const routerOf = () => createAppRouter({} as never)

/** Every procedure of the server with its input and its output: what `@trpc/client` is given as its type. An interface, so that it keeps its name. */
export interface AppRouter extends ReturnType<typeof routerOf> {}
