import { startEmbeddedServer } from './embedded-server.ts'

/**
 * Gives every test a real PostgreSQL through TEST_POSTGRES_URL: the one that was given, else one started here. The first
 * project that needs it starts it; the others find it in the environment.
 */
export default async function setup() {
  if (process.env.TEST_POSTGRES_URL) return
  const server = await startEmbeddedServer()
  process.env.TEST_POSTGRES_URL = server.url
  return async () => {
    delete process.env.TEST_POSTGRES_URL
    await server.stop()
  }
}
