import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { tamper } from '../support/audit-tampering.ts'

describe.each(storyDialects)('The part of the audit log that nobody has signed yet, on %s', async (dialect) => {
  const here = await world(dialect)
  const { buyer, settle, db, close } = here
  afterAll(close)

  const grow = async (organizationId: string, count: number): Promise<void> => {
    await db.transaction(async (tx) => {
      for (let n = 0; n < count; n++) tx.emit('task.deleted', { organizationId, actorId: null, data: { taskId: newId(new Date()) } })
    })
    await settle()
  }
  /** An organization with `count` entries more than it was made with. */
  const withChain = async (count: number) => {
    const owner = await buyer()
    const { id } = owner.account.organization
    await grow(id, count)
    const cut = (last: number) => tamper(here, `delete from audit_entries where organization_id = '${id}' and seq > ${last}`)
    return { id, cut, verify: () => owner.api.audit.verify.mutate({}) }
  }

  it('cannot be cut off: the events it was made from are there', async () => {
    const { id, cut, verify } = await withChain(8)
    expect(await verify()).toMatchObject({ isIntact: true, checkpoints: 0 })
    await cut(5)
    expect(await verify()).toMatchObject({ isIntact: false, entries: 5, broken: { seq: 6, reason: 'end_cut_off' } })
    await grow(id, 4)
    expect(await verify()).toMatchObject({ isIntact: false, entries: 9, broken: { seq: 6, reason: 'entry_missing' } })
  })

  it('cannot be cut off behind a signature either, nor all of it', async () => {
    const { cut, verify } = await withChain(105)
    await cut(102)
    expect(await verify()).toMatchObject({ isIntact: false, entries: 102, checkpoints: 1, broken: { seq: 103, reason: 'end_cut_off' } })
    const whole = await withChain(3)
    await whole.cut(0)
    expect(await whole.verify()).toMatchObject({ isIntact: false, entries: 0, broken: { seq: 1, reason: 'end_cut_off' } })
  })
})
