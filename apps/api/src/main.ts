import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError, readConfig } from '@pantheon/config'
import { underStartLock } from '@pantheon/db'
import { listenForMetrics } from '@pantheon/runtime'
import { openDataFolder } from './data-folder.ts'
import { reasonOf } from './describe-error.ts'
import { createServerLogger, logStrayErrors } from './logger.ts'
import { seedDemo } from './seed/seed.ts'
import { listen } from './server.ts'
import { createSystem } from './system.ts'

/** Prints why the server cannot start, and exits. */
const exitWith = (reason: string): never => {
  process.stderr.write(`${reason}\n`)
  return process.exit(1)
}

const readOrExit = () => {
  try {
    // NODE_ENV is named, so that the production bundle can replace it with a constant.
    return readConfig({ ...process.env, NODE_ENV: process.env.NODE_ENV })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return exitWith(error.message)
  }
}

const config = readOrExit()
const logger = createServerLogger(config.logLevel)
logStrayErrors(logger, process)
process.umask(0o077) // only the server's own user may read what it writes
openDataFolder(config.dataDir)

// A missing database or a login without the needed rights is reported as one sentence.
const system = await createSystem(config, logger).catch((error: unknown) => {
  logger.error({ err: error }, 'the system could not be built')
  return exitWith(`The server cannot start: ${reasonOf(error)}`)
})
const portTaken = (port: number, variable: string) => (error: NodeJS.ErrnoException) =>
  exitWith(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another with ${variable}=…` : error.message)
const { prometheus } = config.telemetry
const metrics = prometheus && (await listenForMetrics(prometheus, { telemetry: system.telemetry, logger }).catch(portTaken(prometheus.port, 'METRICS_PORT')))
await system.start()
if (config.seedDemo) {
  // Servers that start together seed one after the other, so the second finds the rows of the first.
  await underStartLock(config.databaseUrl, () => seedDemo(system.services, config.dataDir, logger)).catch((error: unknown) => {
    logger.error({ err: error }, 'the demo data could not be put in place')
    return exitWith(`The server cannot start: ${reasonOf(error)}`)
  })
}
const server = config.role === 'worker' ? undefined : await listen(system, config, logger).catch(portTaken(config.port, 'PORT'))
logger.info({ port: server?.port, metricsPort: metrics?.port, role: config.role, parts: system.services.parts }, 'ready')

/** Reports not ready to load balancers, then refuses connections, then finishes requests, then releases jobs. */
const stop = async (signal: string): Promise<void> => {
  logger.info({ signal, drainMs: config.drainMs }, 'stopping: not ready any more; requests finish, jobs are handed back')
  if (server) {
    server.drain()
    await sleep(config.drainMs)
    await server.close()
  }
  const isComplete = await system.stop()
  await metrics?.close()
  logger.info({ isComplete }, 'stopped')
  process.exit(isComplete ? 0 : 1)
}
let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (isStopping) process.exit(128 + constants.signals[signal])
    isStopping = true
    stop(signal).catch((err: unknown) => {
      logger.error({ err }, 'stopping failed')
      process.exit(1)
    })
  })
