import type { Config } from '@pantheon/config'
import { subjectKey } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, FairQueue, Logger } from '@pantheon/kernel'
import type { CacheMeter, Module } from '@pantheon/runtime'
import type { AccessBus } from './access/access-bus.port.ts'
import { createAccessCache } from './access/access-cache.ts'
import { createActors } from './access/actors.ts'
import { createLogBus, type EventFeed } from './access/log-bus.ts'
import { createAccounts } from './accounts/accounts.service.ts'
import { createAccountDeletion } from './accounts/delete-account.ts'
import { createDeviceCookies } from './accounts/device-cookie.ts'
import { createPasswordGuard } from './accounts/password-guard.ts'
import { createPasswords } from './accounts/passwords.service.ts'
import { auditReader, createAudit } from './audit/audit.service.ts'
import { platformChain } from './audit/audit.ts'
import type { Github } from './github/github.port.ts'
import { createGithubSignIn } from './github/github.service.ts'
import { createInvitations } from './invitations/invitations.service.ts'
import { createApiKeys } from './keys/api-keys.service.ts'
import type { MailTransport } from './mail/mail.port.ts'
import { createMailLimits } from './mail/mail-limits.ts'
import { createMailbox } from './mail/mailbox.ts'
import { createMembers } from './members/members.service.ts'
import { createOrganizations } from './organizations/organizations.service.ts'
import { createRoles } from './roles/roles.service.ts'
import type { CountryOf } from './sessions/country.port.ts'
import { createSessions } from './sessions/sessions.ts'
import { createTeams } from './teams/teams.service.ts'
import type { Throttle } from './throttle/throttle.port.ts'
import { createAccessTokens } from './tokens/access-token.ts'
import type { KeyRing } from './tokens/key-ring.ts'
import { createTokens } from './tokens/tokens.service.ts'

const hour = 3_600_000

export interface AuthModuleDeps {
  config: Pick<Config, 'isProduction' | 'limits' | 'publicUrl'>
  db: Db
  clock: Clock
  logger: Logger
  keys: KeyRing
  throttle: Throttle
  mail: MailTransport
  github: Github | undefined
  countryOf: CountryOf
  /** Delivers changes of rights faster than the log does. */
  bus: AccessBus | undefined
  log: EventFeed
  /** Receives the cache hits and misses of rights. */
  accessMeter: CacheMeter
  /** Queue in which files are generated. */
  exports: FairQueue
}

/** Identity and access: accounts, sessions, tokens, keys, organizations, and the audit log. */
export const createAuthModule = (deps: AuthModuleDeps) => {
  const { config, db, clock, logger, keys, throttle, mail, github, countryOf, bus, log, accessMeter, exports } = deps
  const { publicUrl, isProduction, limits } = config
  const isSecure = isProduction || publicUrl.startsWith('https:')

  const access = createAccessCache({ clock, buses: [createLogBus(log), ...(bus ? [bus] : [])], meter: accessMeter })
  const mailbox = createMailbox({ db, clock, logger, transport: mail })
  const mailLimits = createMailLimits({ throttle, mailbox, signUpsPerAddress: limits.signUpsPerAddress })
  const devices = createDeviceCookies({ keys, isSecure })
  const passwordGuard = createPasswordGuard({ throttle, devices, triesPerNetwork: limits.passwordTriesPerAddress })
  const accessTokens = createAccessTokens({ keys, clock })
  const sessions = createSessions({ db, clock, isSecure, access, countryOf })
  const apiKeys = createApiKeys({ db, clock, access, mailLimits, publicUrl })
  const actors = createActors({ cache: access, sessions, apiKeys, accessTokens })
  const accounts = createAccounts({ db, clock, sessions, actors, passwordGuard, devices, mailbox, mailLimits, publicUrl })
  const passwords = createPasswords({ db, clock, logger, sessions, passwordGuard, throttle, mailbox, mailLimits, publicUrl, access })
  const tokens = createTokens({ db, clock, sessions, accessTokens })
  const organizations = createOrganizations({ db, clock, access, ownedLimit: limits.ownedOrganizations, madeLimit: limits.organizationsPerDay })
  const audit = createAudit({ db, clock, logger, keys, exports })

  return {
    services: {
      access,
      actors,
      accounts,
      passwords,
      sessions,
      tokens,
      apiKeys,
      deleteAccount: createAccountDeletion({ db, clock, sessions, passwordGuard, access }),
      github: createGithubSignIn({ db, clock, accounts, github, mailLimits, publicUrl, isSecure }),
      mailbox,
      organizations,
      members: createMembers({ db, clock, access, ownedLimit: limits.ownedOrganizations }),
      invitations: createInvitations({ db, clock, access, mailbox, mailLimits, throttle, publicUrl, limits }),
      teams: createTeams({ db, clock }),
      roles: createRoles({ db, clock, access }),
      audit,
    },
    consumers: [
      // A chain follows the order of the log.
      {
        name: auditReader,
        handlers: audit.handlers,
        streamOf: ({ organizationId }) => subjectKey({ type: 'chain', id: organizationId ?? platformChain }),
      },
    ],
    schedules: [
      { name: 'sessions.drop-expired', every: hour, run: sessions.dropExpired },
      { name: 'tokens.drop-old', every: hour, run: tokens.dropOld },
      { name: 'accounts.drop-over', every: hour, run: accounts.dropExpiredTokens },
      { name: 'organizations.purge-deleted', every: hour, run: organizations.purgeDeleted },
      { name: 'audit.checkpoint', every: hour, run: audit.checkpointAll },
      ...mailbox.schedules,
    ],
    startWork: async () => mailbox.start(),
    drain: async () => {
      await passwords.idle()
      await mailbox.stop()
    },
    stop: async () => access.close(),
  } satisfies Module
}
