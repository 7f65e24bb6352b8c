import type { AuditCheckpoint, AuditVerdict } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findNewestCheckpoint, readCheckpoints, readEntered, readEntries } from './audit.repo.ts'
import { leftOutNames } from './audit.ts'
import { type Break, chainStart, judgeEntry, type Link } from './chain.ts'
import type { CheckpointSigner } from './checkpoint.ts'

const batch = 500
/** Below every possible place, so that an entry inserted before the first one is found too. */
const beforeAll = -2_147_483_648

/**
 * Verifies a chain from its start, in batches, and stops at the first broken place. Every entry is hashed and compared with its
 * predecessor; every stored checkpoint, and `kept`, with the entry it signed. Finally every event up to `position`, the
 * consumer's position before the verification, must have an entry. `entries` and `checkpoints` count what was valid.
 */
export const verifyChain = async (
  db: Handle,
  signer: CheckpointSigner,
  chain: string,
  { kept, position }: { kept: AuditCheckpoint | undefined; position: number },
): Promise<AuditVerdict> => {
  // Read first, so that a checkpoint signed during the verification is not taken for a truncated end.
  const newest = await findNewestCheckpoint(db, chain)
  let last: Link = chainStart
  let [entries, checkpoints] = [0, 0]

  const hold = (checkpoint: AuditCheckpoint, { hash }: Link): Break | null => {
    const wrong = signer.judge(checkpoint)
    if (wrong) return wrong
    checkpoints++
    // The chain is consistent, but differs from the one that was signed.
    return checkpoint.hash === hash ? null : { seq: checkpoint.seq, reason: 'entry_changed' }
  }

  const walk = async (): Promise<Break | null> => {
    if (kept && kept.seq <= 0) {
      const wrong = hold(kept, chainStart)
      if (wrong) return wrong
    }
    for (let after = beforeAll; ; ) {
      const read = await readEntries(db, chain, after, batch)
      const end = read.at(-1)
      if (!end) return null
      const signed = await readCheckpoints(db, chain, after, end.seq, batch)
      if (kept && kept.seq > 0) signed.push(kept)
      for (const entry of read) {
        const wrong = judgeEntry(entry, last)
        if (wrong) return wrong
        last = entry
        entries++
        for (const checkpoint of signed.filter(({ seq }) => seq === entry.seq)) {
          const forged = hold(checkpoint, entry)
          if (forged) return forged
        }
      }
      after = end.seq
    }
  }

  /** Finds a checkpoint of entries that no longer exist. */
  const findOrphanCheckpoint = async (): Promise<Break | null> => {
    const stored = newest ? await readCheckpoints(db, chain, last.seq, newest.seq, 1) : []
    const beyond = [...stored, ...(kept ? [kept] : [])].filter(({ seq }) => seq > last.seq)
    const verdicts = beyond.map((checkpoint) => signer.judge(checkpoint))
    if (verdicts.includes(null)) return { seq: last.seq + 1, reason: 'end_cut_off' }
    return verdicts[0] ?? null
  }

  /** Finds an event without an entry, the only evidence when unsigned entries were truncated. */
  const findMissingEntry = async (): Promise<Break | null> => {
    let place = 0
    for (let after = 0; ; ) {
      const read = await readEntered(db, chain, { after, position, leftOut: leftOutNames, limit: batch })
      for (const { seq } of read) {
        if (seq === null) return { seq: place + 1, reason: place < last.seq ? 'entry_missing' : 'end_cut_off' }
        place = seq
      }
      after = read.at(-1)?.eventSeq ?? after
      if (read.length < batch) return null
    }
  }

  const broken = (await walk()) ?? (await findOrphanCheckpoint()) ?? (await findMissingEntry())
  return { isIntact: broken === null, entries, checkpoints, lastCheckpointAt: newest?.at ?? null, broken }
}
