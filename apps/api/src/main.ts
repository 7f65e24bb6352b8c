import { mkdirSync } from 'node:fs'
import { ConfigError, readConfig } from '@pantheon/config'
import { createLogger } from './logger.ts'
import { seedDemo } from './seed/seed.ts'
import { listen } from './server.ts'
import { createSystem } from './system.ts'

/** Says why the server cannot start, for a person at a terminal, and ends. */
const exitWith = (reason: string): never => {
  process.stderr.write(`${reason}\n`)
  return process.exit(1)
}

/** The innermost cause, in words: what wraps a database's error quotes statements. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}

const readOrExit = () => {
  try {
    // Named, so that the production bundle can fix it.
    return readConfig({ ...process.env, NODE_ENV: process.env.NODE_ENV })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return exitWith(error.message)
  }
}

const config = readOrExit()
const logger = createLogger(config.logLevel)
mkdirSync(config.dataDir, { recursive: true })

// A database that is not there, or a login that may not do what it must: said in a sentence.
const system = await createSystem(config, logger).catch((error: unknown) => {
  logger.error({ err: error }, 'the system could not be built')
  return exitWith(`The server cannot start: ${reasonOf(error)}`)
})
await system.start()
if (config.seedDemo) await seedDemo(system.services, config.dataDir, logger)
const server =
  config.role === 'worker'
    ? undefined
    : await listen(system, config, logger).catch((error: NodeJS.ErrnoException) => {
        return exitWith(error.code === 'EADDRINUSE' ? `Port ${config.port} is taken. Choose another with PORT=…` : error.message)
      })
logger.info({ port: server?.port, role: config.role, parts: system.services.parts }, 'ready')

let isStopping = false
const stop = async (signal: string): Promise<void> => {
  if (isStopping) return
  isStopping = true
  logger.info({ signal }, 'stopping: requests finish, jobs are handed back')
  await server?.close()
  await system.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
