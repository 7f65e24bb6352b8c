import {
  type AuditChain,
  type AuditCheckpoint,
  type AuditEntry,
  type AuditVerdict,
  type CheckpointAudit,
  type EventName,
  type ExportAudit,
  type ExportedFile,
  events,
  type ListAudit,
  type Page,
  type VerifyAudit,
} from '@pantheon/contract'
import type { Db, ScopedDb } from '@pantheon/db'
import { type Actor, type Clock, type FairQueue, fail, isOperator, type Logger, pageBySort, type SortKey, systemScope } from '@pantheon/kernel'
import type { EventHandlers } from '@pantheon/runtime'
import {
  type EntryFilter,
  findGrownChains,
  findHead,
  insertCheckpoint,
  insertEntry,
  isEntered,
  listEntries,
  readCheckpoints,
  readPosition,
} from './audit.repo.ts'
import { type AuditedEvent, draftEntry, isAudited, type NamedEntry, platformChain, toAuditEntry } from './audit.ts'
import type { Audit } from './audit.types.ts'
import { fileNameOf, toCsv, toJsonLines } from './audit-file.ts'
import { chainStart, type Link, sealEntry } from './chain.ts'
import { createCheckpointSigner } from './checkpoint.ts'
import type { KeyRing } from './key-ring.port.ts'
import { verifyChain } from './verify-chain.ts'

export interface AuditDeps {
  db: Db
  clock: Clock
  logger: Logger
  keys: KeyRing
  /** Queue in which files are generated. */
  exports: Pick<FairQueue, 'run'>
  /** Maximum number of entries in a file, the newest. */
  exportLimit?: number
}

/** Name of the event consumer that runs these handlers. */
export const auditReader = 'audit'
/** A checkpoint is signed after this many new entries of a chain, and every hour. */
const checkpointEvery = 100

/** Newest first, by the place in the chain. */
const byPlace: SortKey<NamedEntry> = { parts: ['integer'], positionOf: ({ seq }) => [seq] }

/** The id of a requested chain. The platform's chain is for operators: fails with `auth.forbidden`. */
const chainFor = (actor: Actor, chain: AuditChain): string => {
  if (chain === 'organization') return actor.organizationId
  return isOperator(actor) ? platformChain : fail('auth.forbidden', { permission: 'catalogue:manage' })
}

/** `Audit` plus methods for the rest of the server. */
export interface AuditInternals extends Audit {
  /** For the consumer `audit`, which reads the log from its start, so that events from before the audit log are entered too. */
  readonly handlers: EventHandlers
  /** Signs every chain that has grown since its last checkpoint. */
  checkpointAll(): Promise<void>
}

/**
 * The audit log: one hash chain of entries per organization, derived from the event log and signed periodically. Users see the
 * chain of the organization they act in, whatever their scope; operators also see the platform's.
 */
export const createAudit = ({ db, clock, logger, keys, exports, exportLimit = 50_000 }: AuditDeps): AuditInternals => {
  const signer = createCheckpointSigner(keys)
  const systemDb = db.as(systemScope)
  /** Runs work that reads a whole chain in the fair queue. */
  const inTurn = <T>(actor: Actor, work: () => Promise<T>): Promise<T> => exports.run({ owner: actor.organizationId, isUrgent: false }, work)

  // Logged as well, because the server's log is out of reach of an attacker who can write to the database.
  const announce = (checkpoint: AuditCheckpoint): void => logger.info({ checkpoint }, 'audit checkpoint')

  /** Appends an event to its chain. An event that already has an entry is skipped. */
  const record = async (event: AuditedEvent): Promise<void> => {
    const draft = draftEntry(event)
    const signed = await systemDb.transaction(async (tx) => {
      if (await isEntered(tx, event.id)) return
      // Two concurrent writers would take the same place; the primary key refuses the second, which then retries.
      const entry = sealEntry(draft, (await findHead(tx, draft.organizationId)) ?? chainStart)
      await insertEntry(tx, entry)
      if (entry.seq % checkpointEvery !== 0) return
      const checkpoint = signer.sign(entry.organizationId, entry, clock.now())
      return (await insertCheckpoint(tx, checkpoint)) ? checkpoint : undefined
    })
    if (signed) announce(signed)
  }

  /** Signs the last entry of a chain and stores the checkpoint, unless it was signed already. */
  const signEnd = async (scoped: ScopedDb, chain: string): Promise<AuditCheckpoint> => {
    const end: Link = (await findHead(scoped, chain)) ?? chainStart
    const [known] = await readCheckpoints(scoped, chain, end.seq - 1, end.seq, 1)
    if (known && known.hash === end.hash && !signer.judge(known)) return known
    const checkpoint = signer.sign(chain, end, clock.now())
    if (end.seq > 0 && (await insertCheckpoint(scoped, checkpoint))) announce(checkpoint)
    return checkpoint
  }

  /** Entries up to the signed one, oldest first; one more than the maximum of a file. */
  const collect = async (scoped: ScopedDb, { organizationId, seq }: AuditCheckpoint, filter: EntryFilter): Promise<NamedEntry[]> => {
    const found: NamedEntry[] = []
    for (let after = [seq + 1]; found.length <= exportLimit; ) {
      const rows = await listEntries(scoped, organizationId, filter, { after, limit: Math.min(1000, exportLimit + 1 - found.length) })
      const oldest = rows.at(-1)
      if (!oldest) break
      found.push(...rows)
      after = [oldest.seq]
    }
    return found.reverse()
  }

  const write = async (actor: Actor, { chain, format, ...filter }: ExportAudit): Promise<ExportedFile> => {
    const scoped = db.as(actor.scope)
    const checkpoint = await signEnd(scoped, chainFor(actor, chain))
    const found = await collect(scoped, checkpoint, filter)
    const isComplete = found.length <= exportLimit
    const entries = (isComplete ? found : found.slice(1)).map(toAuditEntry)
    const text = format === 'csv' ? toCsv(entries) : toJsonLines(entries, checkpoint, isComplete)
    const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8'
    return { fileName: fileNameOf(format, clock.now(), entries.length, isComplete), mediaType, base64: Buffer.from(text).toString('base64') }
  }

  return {
    handlers: Object.fromEntries((Object.keys(events) as EventName[]).filter(isAudited).map((name) => [name, record])) as EventHandlers,

    checkpointAll: async (): Promise<void> => {
      for (const chain of await findGrownChains(systemDb)) await signEnd(systemDb, chain)
    },

    list: async (actor: Actor, { chain, limit, cursor, ...filter }: ListAudit): Promise<Page<AuditEntry>> => {
      const id = chainFor(actor, chain)
      return pageBySort('newest', byPlace, { cursor, limit }, (window) => listEntries(db.as(actor.scope), id, filter, window), toAuditEntry)
    },

    checkpoint: async (actor: Actor, { chain }: CheckpointAudit): Promise<AuditCheckpoint> => signEnd(db.as(actor.scope), chainFor(actor, chain)),

    verify: async (actor: Actor, { chain, checkpoint }: VerifyAudit): Promise<AuditVerdict> => {
      const id = chainFor(actor, chain)
      const isOwn = checkpoint === undefined || checkpoint.organizationId === id
      if (!isOwn) fail('input.invalid', {}, [{ path: 'checkpoint.organizationId', message: 'A checkpoint of another log' }])
      return inTurn(actor, async () => {
        const position = await readPosition(db, auditReader)
        return verifyChain(db.as(actor.scope), signer, id, { kept: checkpoint, position })
      })
    },

    export: (actor: Actor, input: ExportAudit): Promise<ExportedFile> => inTurn(actor, () => write(actor, input)),
  }
}
