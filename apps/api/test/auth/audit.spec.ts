import { createAudit } from '@pantheon/auth'
import type { AuditCheckpoint, AuditEntry, ListAudit } from '@pantheon/contract'
import { and, asc, digestOf, eq, gt, toLoggedEvent } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { type Actor, mintScope, newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { courseProduct, refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'
import { tamper } from '../support/audit-tampering.ts'
import { company, idOf } from '../support/organizations.ts'
import { seedStock } from '../support/stock.ts'

const organizationOf = ({ account }: SignedInCaller): string => account.organization.id

/** A hash as somebody outside can work it out from a line of the export. */
const hashOutside = (organizationId: string, { actorName: _, hash: __, ...entry }: AuditEntry): string => digestOf({ organizationId, ...entry })

describe.each(dialects)('The audit log, on %s', async (dialect) => {
  const lines: { msg?: string; checkpoint?: AuditCheckpoint }[] = []
  const logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) })
  const here = await world(dialect, { logger })
  const { buyer, operator, visitor, system, settle, db, close } = here
  afterAll(close)
  const { auditEntries: entries, auditCheckpoints: checkpoints } = db.tables

  const emit = (organizationId: string, actorId: string | null = null) =>
    db.transaction(async (tx) => tx.emit('task.deleted', { organizationId, actorId, data: { taskId: newId(new Date()) } }))
  const grow = async (organizationId: string, count: number): Promise<void> => {
    await Promise.all(Array.from({ length: count }, () => emit(organizationId)))
    await settle()
  }
  /** Somebody whose organization's chain has at least so many entries. */
  const withChain = async (count: number) => {
    const owner = await buyer()
    const id = organizationOf(owner)
    await grow(id, count)
    return { owner, id, verify: (checkpoint?: AuditCheckpoint) => owner.api.audit.verify.mutate({ checkpoint }) }
  }
  const all = async (caller: SignedInCaller, filter: Partial<ListAudit> = {}): Promise<AuditEntry[]> => {
    const found: AuditEntry[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await caller.api.audit.list.query({ limit: 7, ...filter, cursor })
      found.push(...page.items)
      if (page.nextCursor === null) return found
      cursor = page.nextCursor
    }
  }
  const exported = async (caller: SignedInCaller, query: string): Promise<string> => {
    const response = await caller.http(`/api/v1/audit/export?${query}`)
    expect(response.status).toBe(200)
    return Buffer.from(await response.arrayBuffer()).toString()
  }
  const readLines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  describe('What is recorded', () => {
    it('is who did what, on what, from where, when, under which request, and what it changed', async () => {
      const { id, owner, members } = await company(here, 'Recorded', 'viewer')
      const [person] = members
      const answer = await owner.rest(
        'PATCH',
        `/members/${idOf(person)}`,
        { role: 'admin' },
        { 'x-request-id': 'a-change-of-role', 'user-agent': 'A browser/1' },
      )
      expect(answer.status).toBe(200)
      await settle()
      const [entry] = await all(owner, { action: 'member.role_changed' })
      expect(entry).toMatchObject({ actorId: idOf(owner), actorName: owner.account.user.name, resourceType: 'user', resourceId: idOf(person) })
      expect(entry).toMatchObject({ address: '127.0.0.1', userAgent: 'A browser/1', requestId: 'a-change-of-role' })
      expect(entry).toMatchObject({ beforeDigest: digestOf({ role: 'viewer' }), afterDigest: digestOf({ role: 'admin' }) })
      expect(Math.abs(Date.parse(entry?.at ?? '') - Date.now())).toBeLessThan(60_000)
      expect((await all(owner)).map(({ action }) => action)).toEqual(
        expect.arrayContaining(['organization.created', 'invitation.sent', 'invitation.accepted', 'member.joined']),
      )
      expect(await db.$count(entries, eq(entries.organizationId, id))).toBe((await all(owner)).length)
    })

    it('is signing up and signing in, and where from', async () => {
      const newcomer = { email: 'audited@example.test', password: 'a fine passphrase', name: 'Audited', locale: 'en' as const }
      await visitor({ address: '198.51.100.7' }).api.auth.register.mutate(newcomer)
      const phone = visitor({ address: '198.51.100.8' })
      await phone.api.auth.login.mutate({ email: newcomer.email, password: newcomer.password })
      await settle()
      const { items } = await phone.api.audit.list.query({})
      expect(items.map(({ action, address }) => [action, address])).toEqual(
        expect.arrayContaining([
          ['user.registered', '198.51.100.7'],
          ['session.started', '198.51.100.7'],
          ['session.started', '198.51.100.8'],
        ]),
      )
    })

    it('is an order and all that came of it, without the noise of the work', async () => {
      const [shop, customer] = await Promise.all([operator(), buyer()])
      const { order, payment, product } = await seedStock(shop, customer, settle)
      await settle()
      const log = await all(customer)
      const placed = log.find(({ action, resourceId }) => action === 'order.placed' && resourceId === order.id)
      expect(placed).toMatchObject({ resourceType: 'order', actorId: idOf(customer) })
      expect(log.find(({ action }) => action === 'payment.succeeded')).toMatchObject({ resourceType: 'payment', resourceId: payment.id })
      const actions = new Set(log.map(({ action }) => action))
      for (const action of ['order.paid', 'order.fulfilled', 'job.started', 'job.succeeded', 'course.completed']) expect(actions).toContain(action)
      expect(
        await db.$count(db.tables.events, and(eq(db.tables.events.name, 'job.progressed'), eq(db.tables.events.organizationId, organizationOf(customer)))),
      ).not.toBe(0)
      expect(actions).not.toContain('job.progressed')
      const [made] = await db.select().from(entries).where(eq(entries.resourceId, product.id))
      expect(made).toMatchObject({ organizationId: 'platform', action: 'product.created', actorId: idOf(shop) })
    })

    it('is entered once, however often it is delivered', async () => {
      const { owner, id } = await withChain(1)
      const [event] = await db
        .select()
        .from(db.tables.events)
        .where(and(eq(db.tables.events.organizationId, id), eq(db.tables.events.name, 'task.deleted')))
      const before = await all(owner)
      const again = system.services.audit.handlers['task.deleted']!({ ...event, ...toLoggedEvent(event!) } as never)
      await expect(again).resolves.toBeUndefined()
      expect(await all(owner)).toEqual(before)
    })

    it('cannot be changed by the server itself', async () => {
      const { id } = await withChain(1)
      await expect(db.update(entries).set({ action: 'nothing' }).where(eq(entries.organizationId, id))).rejects.toThrow()
      await expect(db.delete(entries).where(eq(entries.organizationId, id))).rejects.toThrow()
    })
  })

  describe('The chain', () => {
    it('is whole after hundreds of events at once, and signed on the way', async () => {
      const owners = await Promise.all([buyer(), buyer(), buyer()])
      await Promise.all(Array.from({ length: 330 }, (_, i) => emit(organizationOf(owners[i % 3]!))))
      await settle()
      for (const owner of owners) {
        const verdict = await owner.api.audit.verify.mutate({})
        expect(verdict).toMatchObject({ isIntact: true, broken: null, checkpoints: 1, lastCheckpointAt: expect.any(String) })
        expect(verdict.entries).toBeGreaterThanOrEqual(110)
        const log = await all(owner, { limit: 100 })
        expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: verdict.entries }, (_, i) => verdict.entries - i))
        expect(lines.filter(({ msg, checkpoint }) => msg === 'audit checkpoint' && checkpoint?.organizationId === organizationOf(owner))).toMatchObject([
          { checkpoint: { seq: 100, hash: log.find(({ seq }) => seq === 100)?.hash, kid: 'test', signature: expect.any(String) } },
        ])
      }
    })

    it('gives no place twice to writers that come at once', async () => {
      const { owner, id, verify } = await withChain(2)
      const event = () => {
        const [at, taskId] = [new Date(), newId(new Date())]
        return { id: newId(at), name: 'task.deleted', subject: { type: 'task', id: taskId }, organizationId: id, actorId: null, at: at.toISOString() }
      }
      const record = system.services.audit.handlers['task.deleted']!
      const made = Array.from({ length: 20 }, () => ({ ...event(), origin: null, beforeDigest: null, afterDigest: null }))
      const outcomes = await Promise.allSettled(made.map((one) => record(one as never)))
      expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
      for (const one of made) await record(one as never)
      expect(await verify()).toMatchObject({ isIntact: true })
      expect((await all(owner)).filter((entry) => made.some((one) => one.id === entry.id))).toHaveLength(20)
    })

    it('is signed by the sweep when it has grown, and only then', async () => {
      const { owner, id } = await withChain(3)
      const [last] = await all(owner)
      const { audit } = system.services
      await audit.checkpointAll()
      const signed = await db.select().from(checkpoints).where(eq(checkpoints.organizationId, id))
      expect(signed).toMatchObject([{ seq: last?.seq, hash: last?.hash }])
      const said = lines.length
      await audit.checkpointAll()
      expect(lines.slice(said).filter(({ msg }) => msg === 'audit checkpoint')).toEqual([])
      expect(await owner.api.audit.checkpoint.query({})).toMatchObject({ seq: last?.seq, hash: last?.hash, signature: signed[0]?.signature })
    })
  })

  describe('Tampering', () => {
    const of = (id: string, rest: string) => `where organization_id = '${id}' and ${rest}`

    it('with a field of an entry shows at that entry', async () => {
      const { id, verify } = await withChain(8)
      expect(await verify()).toMatchObject({ isIntact: true })
      await tamper(here, `update audit_entries set actor_id = 'somebody else' ${of(id, 'seq = 5')}`)
      expect(await verify()).toMatchObject({ isIntact: false, entries: 4, broken: { seq: 5, reason: 'entry_changed' } })
    })

    it('with an entry and its hash shows at the entry after it', async () => {
      const { id, verify } = await withChain(8)
      const [row] = await db
        .select()
        .from(entries)
        .where(and(eq(entries.organizationId, id), eq(entries.seq, 5)))
      const { hash: _, apiKey: __, apiKeySearch: ___, ...changed } = { ...row!, actorId: 'x' }
      await tamper(here, `update audit_entries set actor_id = 'x', hash = '${digestOf(changed)}' ${of(id, 'seq = 5')}`)
      expect(await verify()).toMatchObject({ broken: { seq: 6, reason: 'link_broken' } })
    })

    it('by taking one out of the middle shows where it is missing', async () => {
      const { id, verify } = await withChain(8)
      await tamper(here, `delete from audit_entries ${of(id, 'seq = 4')}`)
      expect(await verify()).toMatchObject({ broken: { seq: 4, reason: 'entry_missing' } })
    })

    it('by cutting off the end shows by the signature under it', async () => {
      const { id, verify } = await withChain(105)
      await tamper(here, `delete from audit_entries ${of(id, 'seq > 90')}`)
      expect(await verify()).toMatchObject({ isIntact: false, entries: 90, broken: { seq: 91, reason: 'end_cut_off' } })
    })

    it('by cutting off the end and its signatures shows by one that was kept, also when the chain has grown again', async () => {
      const { owner, id, verify } = await withChain(105)
      const kept = await owner.api.audit.checkpoint.query({})
      expect(await verify(kept)).toMatchObject({ isIntact: true, checkpoints: 3 })
      await tamper(here, `delete from audit_entries ${of(id, 'seq > 90')}`, `delete from audit_checkpoints ${of(id, 'seq > 90')}`)
      expect(await verify()).toMatchObject({ isIntact: false, entries: 90, lastCheckpointAt: null, broken: { seq: 91, reason: 'end_cut_off' } })
      expect(await verify(kept)).toMatchObject({ isIntact: false, broken: { seq: 91, reason: 'end_cut_off' } })
      await grow(id, 30)
      expect(await verify()).toMatchObject({ isIntact: false, entries: 120, broken: { seq: 91, reason: 'entry_missing' } })
      expect(await verify(kept)).toMatchObject({ broken: { seq: kept.seq, reason: 'entry_changed' } })
    })

    it('by writing the whole chain anew shows at the first place that was signed', async () => {
      const { id, verify } = await withChain(105)
      const rows = await db
        .select()
        .from(entries)
        .where(and(eq(entries.organizationId, id), gt(entries.seq, 2)))
        .orderBy(asc(entries.seq))
      let prevHash = rows[0]!.prevHash
      const anew = rows.map(({ hash: _, apiKey: __, apiKeySearch: ___, ...row }) => {
        const changed = { ...row, actorId: 'x', prevHash }
        prevHash = digestOf(changed)
        return `update audit_entries set actor_id = 'x', prev_hash = '${changed.prevHash}', hash = '${prevHash}' ${of(id, `seq = ${row.seq}`)}`
      })
      await tamper(here, ...anew)
      expect(await verify()).toMatchObject({ isIntact: false, broken: { seq: 100, reason: 'entry_changed' } })
    })

    it('with a signature shows, stored or kept, and so does a key that nobody knows', async () => {
      const { owner, id, verify } = await withChain(105)
      const kept = await owner.api.audit.checkpoint.query({})
      expect(await verify({ ...kept, seq: kept.seq + 1000 })).toMatchObject({ broken: { seq: kept.seq + 1000, reason: 'checkpoint_forged' } })
      expect(await verify({ ...kept, hash: '0'.repeat(64) })).toMatchObject({ broken: { seq: kept.seq, reason: 'checkpoint_forged' } })
      expect(await verify({ ...kept, kid: 'lost' })).toMatchObject({ broken: { seq: kept.seq, reason: 'checkpoint_key_unknown' } })
      await tamper(here, `update audit_checkpoints set signature = '${'0'.repeat(64)}' ${of(id, 'seq = 100')}`)
      expect(await verify()).toMatchObject({ entries: 100, broken: { seq: 100, reason: 'checkpoint_forged' } })
    })
  })

  it('deleting a user keeps the audit chain valid', async () => {
    const { owner, members } = await company(here, 'Goers', 'member')
    const [goer] = members
    await goer.api.agents.tasks.create.mutate({ title: 'Last work', type: 'review' })
    await settle()
    const [before] = await all(owner, { action: 'task.created' })
    expect(before).toMatchObject({ actorId: idOf(goer), actorName: goer.account.user.name })
    const kept = await owner.api.audit.checkpoint.query({})
    await goer.api.auth.deleteAccount.mutate({ confirmation: goer.password })
    await settle()
    expect(await owner.api.audit.verify.mutate({ checkpoint: kept })).toMatchObject({ isIntact: true, broken: null })
    const [after] = await all(owner, { action: 'task.created' })
    expect(after).toEqual({ ...before, actorName: null })
    expect((await all(owner)).map(({ action, actorId }) => [action, actorId])).toContainEqual(['member.left', idOf(goer)])
  })

  describe("Another organization's entries", () => {
    it('of the platform are for operators, and for nobody else', async () => {
      const [shop, customer] = [await operator(), await buyer()]
      const { id } = await shop.api.business.products.create.mutate(courseProduct)
      await settle()
      const { items } = await shop.api.audit.list.query({ chain: 'platform', search: id })
      expect(items).toMatchObject([{ action: 'product.created', resourceId: id, actorId: idOf(shop) }])
      expect(await shop.api.audit.verify.mutate({ chain: 'platform' })).toMatchObject({ isIntact: true })
      const checkpoint = await shop.api.audit.checkpoint.query({ chain: 'platform' })
      expect(await shop.api.audit.verify.mutate({ chain: 'platform', checkpoint })).toMatchObject({ isIntact: true })
      for (const call of [
        () => customer.api.audit.list.query({ chain: 'platform' }),
        () => customer.api.audit.verify.mutate({ chain: 'platform' }),
        () => customer.api.audit.checkpoint.query({ chain: 'platform' }),
        () => customer.api.audit.export.query({ chain: 'platform' }),
      ])
        expect(await refusalOf(call())).toBe('auth.forbidden')
    })

    it('appear in no list, no export, no verdict, whatever is asked for; not for operators either', async () => {
      const [mine, theirs, shop] = await Promise.all([withChain(5), withChain(7), operator()])
      await settle()
      const [foreign] = await all(theirs.owner)
      for (const stranger of [mine.owner, shop]) {
        for (const filter of [{ actorId: idOf(theirs.owner) }, { search: foreign?.resourceId ?? '' }, { search: theirs.owner.account.user.name }]) {
          expect(await all(stranger, filter)).toEqual([])
          expect(readLines(await exported(stranger, new URLSearchParams(filter).toString()))).toMatchObject([{ entries: 0 }])
        }
        const own = await db
          .select({ id: entries.id })
          .from(entries)
          .where(eq(entries.organizationId, organizationOf(stranger)))
        expect((await all(stranger)).map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted())
        expect(await stranger.api.audit.verify.mutate({})).toMatchObject({ isIntact: true, entries: own.length })
        expect(await stranger.api.audit.checkpoint.query({})).toMatchObject({ organizationId: organizationOf(stranger), seq: own.length })
      }
    })

    it('cannot be held against a checkpoint of one’s own', async () => {
      const [mine, theirs] = await Promise.all([withChain(1), withChain(1)])
      const checkpoint = await theirs.owner.api.audit.checkpoint.query({})
      expect(await refusalOf(mine.verify(checkpoint))).toBe('input.invalid')
    })
  })

  describe('The list', () => {
    it('turns its pages newest first, to the end, and takes no made-up cursor', async () => {
      const { owner } = await withChain(20)
      const log = await all(owner)
      expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: log.length }, (_, i) => log.length - i))
      for (const cursor of ['made up', Buffer.from('[1e300]').toString('base64url'), Buffer.from('[-1]').toString('base64url')]) {
        expect(await refusalOf(owner.api.audit.list.query({ cursor }))).toBe('input.invalid')
      }
    })

    it('is filtered by action, actor, kind of resource and time', async () => {
      const { owner, id } = await withChain(4)
      await emit(id, idOf(owner))
      await settle()
      const log = await all(owner)
      const [newest] = log
      expect(newest).toMatchObject({ action: 'task.deleted', actorId: idOf(owner) })
      const expectSame = async (filter: Partial<ListAudit>, fits: (entry: AuditEntry) => boolean) => {
        expect(await all(owner, filter)).toEqual(log.filter(fits))
        expect(log.some(fits)).toBe(true)
      }
      await expectSame({ action: 'session.started' }, ({ action }) => action === 'session.started')
      await expectSame({ resourceType: 'task' }, ({ resourceType }) => resourceType === 'task')
      await expectSame({ actorId: idOf(owner) }, ({ actorId }) => actorId === idOf(owner))
      const at = newest!.at
      await expectSame({ from: at }, (entry) => entry.at >= at)
      await expectSame({ to: at }, (entry) => entry.at < at)
      expect(await all(owner, { to: '0000-01-01T00:00:00Z' })).toEqual([])
    })

    it('is searched in actions, resources, requests and names, in any case, and takes every sign as it is', async () => {
      const { owner } = await withChain(2)
      await owner.rest('POST', '/tasks', { title: 'Searched', type: 'review' }, { 'x-request-id': 'Findable-Request' })
      await settle()
      const [made] = await all(owner, { action: 'task.created' })
      for (const search of ['K.CREATED', made!.resourceId!.slice(0, 30).toUpperCase(), 'findable-REQ']) {
        expect((await all(owner, { search })).map(({ id }) => id)).toContain(made!.id)
      }
      expect(await all(owner, { search: owner.account.user.name.toUpperCase() })).toEqual((await all(owner)).filter(({ actorId }) => actorId === idOf(owner)))
      for (const search of ['%', '__', '\\', "'", 'created_']) expect(await all(owner, { search })).toEqual([])
    })
  })

  describe('The export', () => {
    it('as JSON Lines is the whole chain, which anybody can check by themselves, and ends with what it was signed with', async () => {
      const { owner, id, verify } = await withChain(30)
      const text = await exported(owner, 'format=jsonl')
      const [checkpoint, ...backwards] = readLines(text).toReversed() as [AuditCheckpoint, ...AuditEntry[]]
      expect(backwards).toEqual(await all(owner))
      let prevHash = '0'.repeat(64)
      for (const entry of backwards.toReversed()) {
        expect([entry.prevHash, entry.hash]).toEqual([prevHash, hashOutside(id, entry)])
        prevHash = entry.hash
      }
      expect(checkpoint).toMatchObject({ organizationId: id, seq: backwards.length, hash: prevHash, entries: backwards.length, isComplete: true })
      expect(await verify(checkpoint)).toMatchObject({ isIntact: true })
    })

    it('as CSV comes with a name, and holds what the filters let through, without a formula', async () => {
      const { owner } = await withChain(3)
      await owner.rest('POST', '/tasks', { title: 'Formula', type: 'review' }, { 'user-agent': '=HYPERLINK("http://evil.example","x")' })
      await settle()
      const response = await owner.http('/api/v1/audit/export?format=csv&action=task.created')
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"/)
      const text = Buffer.from(await response.arrayBuffer()).toString()
      const [head, line, end] = text.split('\r\n')
      expect([head?.slice(0, 8), end]).toEqual(['\ufeffseq,at,', ''])
      expect(line).toContain(`,"'=HYPERLINK(""http://evil.example"",""x"")",`)
    })

    it('holds the newest when there are too many, and says so', async () => {
      const { owner, id } = await withChain(12)
      const keys = { current: () => ({ kid: 'k', secret: new Uint8Array(32) }), find: () => new Uint8Array(32) }
      const small = createAudit({ db: system.db, clock: system.clock, logger, keys, exports: system.exports, exportLimit: 5 })
      const actor = { organizationId: id, userId: idOf(owner), scope: mintScope(id) } as Actor
      const { fileName, base64 } = await small.export(actor, { chain: 'organization', format: 'jsonl' })
      expect(fileName).toMatch(/-newest-5\.jsonl$/)
      const read = readLines(Buffer.from(base64, 'base64').toString())
      expect(read.slice(0, -1).toReversed()).toEqual((await all(owner)).slice(0, 5))
      expect(read.at(-1)).toMatchObject({ entries: 5, isComplete: false })
    })
  })
})
