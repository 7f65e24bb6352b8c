import { createCountryOf, createGithub, createMailCarrier, createMemoryThrottle, createRedisAccessBus, createRedisThrottle } from '@pantheon/adapters'
import {
  type AccessBus,
  accessChangeOf,
  createAccessCache,
  createAccessTokens,
  createAccountDeletion,
  createAccounts,
  createActors,
  createApiKeys,
  createDeviceCookies,
  createGithubSignIn,
  createInvitations,
  createKeyRing,
  createMailbox,
  createMailLimits,
  createMembers,
  createOrganizations,
  createPasswordGate,
  createPasswords,
  createRoles,
  createSessions,
  createTeams,
  createTokens,
} from '@pantheon/auth'
import type { Config } from '@pantheon/config'
import type { SystemPart } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'
import type { Feed } from '@pantheon/state'
import { readTokenKeys } from './token-keys.ts'

const hour = 3_600_000

/** The event log as a bus: a change is in it with the transaction that made it, so there is nothing more to publish. */
const logBus = (db: Db, feed: Feed): AccessBus => ({
  publish: async () => {},
  subscribe: (listener) =>
    feed.onEvent((event) => {
      const change = accessChangeOf(event)
      if (change) listener(change)
    }),
  // Both may fail alone: the connection that brings notifications, and the readings of the log.
  isHealthy: () => db.isListening() && feed.isCurrent(),
})

/** Everything that says who somebody is and what they may do. Reads top to bottom: clients, adapters, services. */
export const createIdentity = async ({ config, db, clock, logger, feed }: { config: Config; db: Db; clock: Clock; logger: Logger; feed: Feed }) => {
  const { publicUrl, redisUrl } = config
  const isSecure = config.isProduction || publicUrl.startsWith('https:')
  if (db.dialect === 'pg' && config.isProduction && config.tokenKeys.length === 0)
    logger.warn({}, 'TOKEN_KEYS is not set: tokens are signed with a key of this data folder, which other servers do not have')
  const keys = createKeyRing(await readTokenKeys(config.tokenKeys, config.dataDir))

  // adapters
  const throttle = redisUrl === undefined ? createMemoryThrottle() : createRedisThrottle(redisUrl, logger)
  const redisBus = redisUrl === undefined ? undefined : createRedisAccessBus(redisUrl, logger)
  const carrier = createMailCarrier(config.mail)
  const github = config.github && createGithub({ ...config.github, logger })

  // services
  const access = createAccessCache({ clock, buses: [logBus(db, feed), ...(redisBus ? [redisBus] : [])] })
  const mailbox = createMailbox({ db, clock, logger, carrier })
  const mailLimits = createMailLimits({ throttle, mailbox, signUpsPerAddress: config.limits.signUpsPerAddress })
  const devices = createDeviceCookies({ keys, isSecure })
  const gate = createPasswordGate({ throttle, devices })
  const accessTokens = createAccessTokens({ keys, clock })
  const sessions = createSessions({ db, clock, isSecure, access, countryOf: createCountryOf() })
  const apiKeys = createApiKeys({ db, clock, access, mailLimits, publicUrl })
  const actors = createActors({ cache: access, sessions, apiKeys, accessTokens })
  const accounts = createAccounts({ db, clock, sessions, actors, gate, devices, mailbox, mailLimits, publicUrl })
  const passwords = createPasswords({ db, clock, logger, sessions, gate, throttle, mailbox, mailLimits, publicUrl, access })
  const services = {
    access,
    actors,
    accounts,
    passwords,
    sessions,
    tokens: createTokens({ db, clock, sessions, accessTokens }),
    apiKeys,
    deleteAccount: createAccountDeletion({ db, clock, sessions, gate, access }),
    github: createGithubSignIn({ db, clock, accounts, github, mailLimits, publicUrl, isSecure }),
    mailbox,
    organizations: createOrganizations({ db, clock, access, ownedLimit: config.limits.ownedOrganizations, madeLimit: config.limits.organizationsPerDay }),
    members: createMembers({ db, clock, access, ownedLimit: config.limits.ownedOrganizations }),
    invitations: createInvitations({ db, clock, access, mailbox, mailLimits, throttle, publicUrl, limits: config.limits }),
    teams: createTeams({ db, clock }),
    roles: createRoles({ db, clock, access }),
  }

  return {
    throttle,
    services,
    keys,
    parts: [
      { part: 'mail', engine: carrier.name, isEmbedded: carrier.isEmbedded, variable: 'SMTP_URL or SENDGRID_API_KEY' },
      { part: 'limits', engine: throttle.name, isEmbedded: throttle.isEmbedded, variable: 'REDIS_URL' },
    ] satisfies SystemPart[],
    schedules: [
      { name: 'sessions.drop-expired', every: hour, run: sessions.dropExpired },
      { name: 'tokens.drop-old', every: hour, run: services.tokens.dropOld },
      { name: 'accounts.drop-over', every: hour, run: accounts.dropOver },
      { name: 'organizations.purge-deleted', every: hour, run: services.organizations.purgeDeleted },
      ...mailbox.schedules,
    ] satisfies Schedule[],
    stop: async (): Promise<void> => {
      await passwords.idle()
      await mailbox.stop()
      access.close()
      await Promise.all([carrier.close(), throttle.close(), redisBus?.close()])
    },
  }
}
