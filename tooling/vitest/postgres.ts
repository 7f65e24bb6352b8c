import { startEmbeddedServer } from './embedded-server.ts'

/**
 * Provides every test with a real PostgreSQL through TEST_POSTGRES_URL: the configured one, else one started here. The first
 * project that needs it starts it; the others read it from the environment.
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
