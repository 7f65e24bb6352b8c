import { and, eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, refusalOf, world } from '../../src/testing/index.ts'
import { all, approvalDesk, due, person, stage } from '../support/approval-desk.ts'
import { company } from '../support/organizations.ts'

describe.each(storyDialects)('The rules of approvals on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(() => w.close())
  const { productId, asksFor, orders } = await approvalDesk(w)

  describe('The rules', () => {
    it('are edited in versions, and what is under way goes on by the rule it was opened under', async () => {
      const { id: organizationId, owner, members } = await company(w, 'Acme', 'member', 'admin')
      const [buyer, chief] = members
      const rule = await asksFor(owner, stage('Owner', [person(owner)]))
      const { id } = await orders(buyer)
      const changed = { version: 1, currency: 'USD' as const, above: '45.5', workflow: { stages: [stage('Chief', [person(chief)])] } }
      const updated = await chief.api.business.policies.update.mutate({ id: rule.id, ...changed })
      expect(updated).toMatchObject({ version: 2, above: '45.50', level: 'organization' })
      const stale = await owner.rest('PUT', `/policies/${rule.id}`, { ...changed, isActive: false })
      expect(stale).toMatchObject({ status: 409, body: { code: 'version.stale', details: { current: { version: 2 } } } })
      expect((await due(owner).get.query({ id })).stages).toMatchObject([{ name: 'Owner', state: 'open' }])
      expect((await orders(buyer)).approval?.stages).toMatchObject([{ name: 'Chief' }])
      expect(await refusalOf(buyer.api.business.policies.remove.mutate({ id: rule.id, version: 2 }))).toBe('auth.forbidden')
      await owner.api.business.policies.remove.mutate({ id: rule.id, version: 2 })
      expect((await orders(buyer)).order.status).toBe('awaiting_payment')
      const { events } = w.db.tables
      const rows = await w.db
        .select()
        .from(events)
        .where(and(eq(events.organizationId, organizationId), eq(events.name, 'policy.changed')))
      expect(rows).toHaveLength(1)
      expect([rows[0]?.beforeDigest, rows[0]?.afterDigest].every((digest) => typeof digest === 'string')).toBe(true)
      expect(rows[0]?.beforeDigest).not.toBe(rows[0]?.afterDigest)
    })

    it('name only whoever is of the organization, and are refused field by field', async () => {
      const { owner } = await company(w, 'Acme')
      const stranger = await w.buyer()
      const { status, body } = await owner.rest('POST', '/policies', {
        subject: 'order',
        workflow: { stages: [stage('One', [{ kind: 'operators' }]), stage('Two', [person(stranger)])] },
      })
      expect({ status, code: body.code, paths: body.errors.map(({ path }: { path: string }) => path) }).toEqual({
        status: 400,
        code: 'policy.bad_rule',
        paths: ['workflow.stages.1.approvers'],
      })
      expect((await owner.rest('POST', '/policies', { subject: 'order', above: '5', workflow: { stages: [] } })).status).toBe(400)
    })

    it('say when nobody could satisfy them, and who is missing', async () => {
      const operator = await w.operator()
      const workflow = { stages: [stage('Desk', [{ kind: 'operators' }], { kind: 'count', needed: 50 })] }
      const made = await operator.api.business.policies.create.mutate({ subject: 'refund', currency: 'USD', above: '10', workflow })
      const [gap] = made.gaps
      // Whoever gives money back is an operator, and does not decide about it.
      expect(gap).toEqual({ stage: 1, name: 'Desk', needed: 50, people: gap?.people ?? 0 })
      expect(await operator.api.business.policies.get.query({ id: made.id })).toMatchObject({ gaps: [gap] })
      const another = await w.operator()
      expect((await another.api.business.policies.get.query({ id: made.id })).gaps).toEqual([{ ...gap, people: (gap?.people ?? 0) + 1 }])
      const off = await operator.api.business.policies.update.mutate({ id: made.id, version: made.version, workflow, isActive: false })
      expect(off.gaps).toEqual([])
      await operator.api.business.policies.remove.mutate({ id: made.id, version: 2 })

      const { owner, members } = await company(w, 'Acme', 'member')
      const rule = await asksFor(owner, stage('Two', [person(owner)], { kind: 'any' }), stage('Everybody', [person(owner), person(members[0])], all))
      expect(rule.gaps).toEqual([])
      const alone = await asksFor(owner, stage('Nobody', [{ kind: 'role', id: 'viewer' }]))
      expect(alone.gaps).toEqual([{ stage: 1, name: 'Nobody', needed: 1, people: 0 }])
      // The same before a rule is made.
      const asked = [alone, rule].flatMap(({ workflow }) => workflow.stages.map(({ approvers, quorum }) => ({ approvers, quorum })))
      expect(await owner.api.business.policies.check.query({ subject: 'order', stages: asked })).toEqual({ gaps: [{ stage: 1, needed: 1, people: 0 }] })
      const strange = [{ approvers: [person(operator)], quorum: { kind: 'any' as const } }]
      expect(await refusalOf(owner.api.business.policies.check.query({ subject: 'order', stages: strange }))).toBe('policy.bad_rule')
      expect(await refusalOf(owner.api.business.policies.check.query({ subject: 'refund', stages: asked }))).toBe('auth.forbidden')
      expect((await owner.api.business.policies.list.query()).items.map(({ gaps }) => gaps.length)).toEqual([0, 1])
    })

    it('of the platform are its operators’ to change, and hold for everybody', async () => {
      const operator = await w.operator()
      const { owner, members } = await company(w, 'Acme', 'member')
      const workflow = { stages: [stage('Owner', [{ kind: 'role' as const, id: 'owner' as const }])] }
      expect(await refusalOf(owner.api.business.policies.create.mutate({ level: 'platform', subject: 'order', workflow }))).toBe('auth.forbidden')
      const made = await operator.api.business.policies.create.mutate({ level: 'platform', subject: 'order', currency: 'USD', above: '90', workflow })
      expect((await owner.api.business.policies.list.query()).items).toMatchObject([{ id: made.id, level: 'platform' }])
      expect(await refusalOf(owner.api.business.policies.remove.mutate({ id: made.id, version: 1 }))).toBe('auth.forbidden')
      expect(await refusalOf(owner.api.business.policies.update.mutate({ id: made.id, version: made.version, workflow, isActive: false }))).toBe(
        'auth.forbidden',
      )
      expect((await orders(members[0], 1)).order.status).toBe('awaiting_payment')
      expect((await orders(members[0], 2)).order.status).toBe('awaiting_approval')
      await operator.api.business.policies.remove.mutate({ id: made.id, version: 1 })
    })
  })

  describe('The lists', () => {
    it('show what waits for me, what I asked for, and all, page by page', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Desk', [person(lead), person(buyer)]))
      const ids: string[] = []
      for (let n = 0; n < 5; n++) ids.unshift((await orders(n === 4 ? lead : buyer)).id)
      const [leads, ...buyers] = ids
      const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
      expect(idsOf(await due(lead).list.query({ view: 'mine' }))).toEqual(buyers)
      expect(idsOf(await due(lead).list.query({ view: 'asked' }))).toEqual([leads])
      expect(await due(lead).counts.query()).toEqual({ mine: 4, asked: 1 })
      const seen: string[] = []
      for (let cursor: string | undefined | null; cursor !== null; ) {
        const page: { items: { id: string }[]; nextCursor: string | null } = await due(owner).list.query({ limit: 2, ...(cursor && { cursor }) })
        seen.push(...idsOf(page))
        cursor = page.nextCursor
      }
      expect(seen).toEqual(ids)
      await due(lead).reject.mutate({ id: buyers[0] ?? '' })
      expect(idsOf(await due(owner).list.query({ status: 'rejected' }))).toEqual([buyers[0]])
      expect((await owner.rest('GET', '/approvals?view=all&status=pending&limit=100')).body.items).toHaveLength(4)
    })
  })

  describe('REST', () => {
    it('carries a request from its opening to its end', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      const made = await owner.rest('POST', '/policies', { subject: 'order', workflow: { stages: [stage('Desk', [person(lead), person(owner)], all)] } })
      expect([made.status, made.headers.get('location')]).toEqual([201, `/api/v1/policies/${made.body.id}`])
      const order = await buyer.rest('POST', '/orders', { productId, input: courseInput })
      const { items } = (await lead.rest('GET', '/approvals?view=mine')).body
      expect(items).toMatchObject([{ resourceId: order.body.id, isMine: true }])
      const path = `/approvals/${items[0].id}`
      expect((await lead.rest('POST', `${path}/comments`, { text: 'Why now?' })).status).toBe(200)
      expect((await lead.rest('POST', `${path}/send-back`, { note: 'Say why' })).body).toMatchObject({ awaits: 'requester' })
      expect((await buyer.rest('POST', `${path}/resubmit`, { note: 'A new client' })).body).toMatchObject({ awaits: 'approvers' })
      expect((await lead.rest('POST', `${path}/approve`)).status).toBe(200)
      expect((await owner.rest('POST', `${path}/reject`, { note: 'No' })).body).toMatchObject({ status: 'rejected' })
      expect((await owner.rest('POST', `${path}/approve`, {})).body).toMatchObject({ code: 'approval.wrong_state', status: 409 })
      expect((await buyer.rest('GET', path)).body).toEqual(await due(buyer).get.query({ id: items[0].id }))
    })
  })
})
