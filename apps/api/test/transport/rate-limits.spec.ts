import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, type SignedInCaller, world } from '../../src/testing/index.ts'
import { bringIn } from '../support/organizations.ts'

const day = 86_400_000
/** The id of nothing. */
const nowhere = '01890000-0000-7000-8000-000000000000'
const work = { type: 'course', input: courseInput }

describe.each(storyDialects)('Rate limits, on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(() => w.close())

  const generate = (who: SignedInCaller, body: object = work, headers = {}) => who.rest('POST', '/ai/generate', body, headers)
  const trpc = (who: SignedInCaller, path: string, body: object) =>
    who.http(`/trpc/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  /** What an answer tells of the limit: what is left, and the seconds until there is more. */
  const told = ({ headers }: { headers: Headers }) => {
    const [, name, left, seconds] = /^"(\w+)";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? []
    return { name, left: Number(left), seconds: Number(seconds), policy: headers.get('ratelimit-policy') }
  }
  /** Asks for work that cannot be done: asking is what is counted. */
  const askInVain = (who: SignedInCaller) => who.rest('POST', `/ai/jobs/${nowhere}/retry`)
  const asksInVain = async (who: SignedInCaller, times: number) => {
    let last = await askInVain(who)
    for (let n = 1; n < times; n++) last = await askInVain(who)
    return last
  }

  describe('Work from agents', () => {
    it('is asked for twenty times at once without a plan, then again some seconds later', async () => {
      const buyer = await w.buyer()
      const first = await generate(buyer)
      expect(first.status).toBe(201)
      expect(told(first)).toEqual({ name: 'generation', left: 19, seconds: expect.any(Number), policy: '"generation";q=10;w=60;burst=20' })
      expect(first.headers.get('retry-after')).toBeNull()
      const last = await asksInVain(buyer, 19)
      expect([last.status, told(last).left]).toEqual([404, 0])

      const refused = await generate(buyer)
      expect(refused).toMatchObject({ status: 429, body: { code: 'ai.too_often', details: { retryAfterSeconds: expect.any(Number) } } })
      const seconds = Number(refused.headers.get('retry-after'))
      expect(seconds).toBeGreaterThanOrEqual(1)
      expect(seconds).toBeLessThanOrEqual(6)
      expect(told(refused)).toMatchObject({ left: 0, seconds })
      expect((await buyer.api.agents.jobs.list.query({})).items).toHaveLength(1)
      // Whatever generates is one limit, whichever door it is asked through.
      expect(
        (await buyer.http('/api/ai/generate', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(work) })).status,
      ).toBe(429)
      const id = first.body.id
      expect((await buyer.rest('POST', `/ai/jobs/${id}/retry`)).status).toBe(429)
      expect((await buyer.rest('POST', `/courses/${id}/lessons/1/regenerate`, {})).status).toBe(429)
      expect((await buyer.rest('POST', '/bulk/orders/retry', { orders: [{ id, version: 1 }] })).status).toBe(429)
      // What does not, goes on.
      expect((await buyer.rest('GET', `/ai/jobs/${id}`)).status).toBe(200)
      expect((await buyer.rest('GET', `/ai/jobs/${id}`)).headers.get('ratelimit')).toBeNull()
    })

    it('tells the same over tRPC, call by call and in batches', async () => {
      const buyer = await w.buyer()
      const first = await trpc(buyer, 'agents.jobs.retry', { id: nowhere })
      expect([first.status, told(first)]).toMatchObject([404, { name: 'generation', left: 19, policy: '"generation";q=10;w=60;burst=20' }])
      await asksInVain(buyer, 18)
      const batch = await trpc(buyer, 'agents.jobs.retry,agents.jobs.retry?batch=1', { 0: { id: nowhere }, 1: { id: nowhere } })
      const answers = (await batch.json()) as { error: { data: { code: string } } }[]
      expect(answers.map(({ error }) => error.data.code).toSorted()).toEqual(['ai.too_often', 'job.not_found'])
      expect(told(batch)).toMatchObject({ left: 0 })
      expect(Number(batch.headers.get('retry-after'))).toBeGreaterThan(0)
      const refused = await trpc(buyer, 'agents.jobs.generate', work)
      expect(refused.status).toBe(429)
      expect(refused.headers.get('retry-after')).toMatch(/^[1-6]$/)
      expect(await refused.json()).toMatchObject({
        error: { data: { code: 'ai.too_often', httpStatus: 429, details: { retryAfterSeconds: expect.any(Number) } } },
      })
    })

    it('is counted for the organization, not for the person', async () => {
      const [owner, mate, stranger] = [await w.buyer(), await w.buyer(), await w.buyer()]
      await bringIn(w, owner, mate, 'member')
      expect(told(await askInVain(owner)).left).toBe(19)
      expect(told(await askInVain(mate)).left).toBe(18)
      expect(told(await askInVain(stranger)).left).toBe(19)
      await mate.api.organizations.switch.mutate({ id: mate.account.organization.id })
      expect(told(await askInVain(mate)).left).toBe(19)
    })

    it.each([
      ['basic', day, '"generation";q=30;w=60;burst=60', 59],
      ['pro', day, '"generation";q=100;w=60;burst=200', 199],
      ['pro', -day, '"generation";q=10;w=60;burst=20', 19],
    ] as const)('on %s, paid for another %d ms', async (plan, forMs, policy, left) => {
      const buyer = await w.buyer()
      await buyer.api.business.credits.balance.query()
      const { creditAccounts } = w.db.tables
      const paidUntil = new Date(Date.now() + forMs)
      await w.db.update(creditAccounts).set({ plan, paidUntil }).where(eq(creditAccounts.organizationId, buyer.account.organization.id))
      expect(told(await askInVain(buyer))).toMatchObject({ policy, left })
    })

    it('counts nothing for what is refused as input', async () => {
      const buyer = await w.buyer()
      const refused = [{}, { ...work, colour: 'red' }, { type: 'course', input: { ...courseInput, topic: '' } }, { type: 'poem', input: {} }]
      for (const body of [...refused, ...refused, ...refused, ...refused, ...refused, ...refused]) {
        const answer = await generate(buyer, body)
        expect([answer.status, answer.headers.get('ratelimit')]).toEqual([400, null])
      }
      expect((await buyer.rest('POST', '/ai/generate?colour=red', work)).status).toBe(400)
      expect((await trpc(buyer, 'agents.jobs.generate', { ...work, colour: 'red' })).status).toBe(400)
      const taken = await generate(buyer)
      expect([taken.status, told(taken).left]).toEqual([201, 19])
    })

    it('counts nothing for an answer that is given again, and nothing for who may not ask', async () => {
      const buyer = await w.buyer()
      const key = { 'idempotency-key': 'again' }
      const first = await generate(buyer, work, key)
      const again = await generate(buyer, work, key)
      expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
      expect([told(first).left, again.headers.get('idempotent-replayed'), again.headers.get('ratelimit')]).toEqual([19, 'true', null])
      expect(told(await askInVain(buyer)).left).toBe(18)
      const visitor = await w.visitor().rest('POST', '/ai/generate', work)
      expect([visitor.status, visitor.headers.get('ratelimit')]).toEqual([401, null])
      const viewer = await (await w.member('viewer')).rest('POST', '/ai/generate', work)
      expect([viewer.status, viewer.headers.get('ratelimit')]).toEqual([403, null])
    })
  })

  describe('Signing in', () => {
    it.each(['/auth/login', '/auth/session'])('tells at %s how many tries are left, and when there are more', async (path) => {
      const { account } = await w.buyer()
      const address = `198.51.100.${path.length}`
      const tries = async (password: string) => w.visitor({ address }).rest('POST', path, { email: account.user.email, password })
      const left: number[] = []
      for (let n = 0; n < 5; n++) {
        const answer = await tries('a wrong guess')
        expect(answer.status).toBe(401)
        expect(told(answer)).toMatchObject({ name: 'login', policy: '"login";q=5;w=60' })
        left.push(told(answer).left)
      }
      expect(left).toEqual([4, 3, 2, 1, 0])
      const refused = await tries('a wrong guess')
      expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_tries'])
      expect(told(refused)).toMatchObject({ left: 0, seconds: Number(refused.headers.get('retry-after')) })
    })

    it('takes nothing away from whoever knows the password', async () => {
      const { account, password } = await w.buyer()
      const answer = await w.visitor({ address: '198.51.100.99' }).rest('POST', '/auth/login', { email: account.user.email, password })
      expect([answer.status, told(answer).left]).toEqual([200, 5])
    })

    it('says on tRPC too how long to wait', async () => {
      const caller = w.visitor({ address: '198.51.100.98' })
      const body = JSON.stringify({ email: 'nobody@example.test', password: 'a wrong guess' })
      const ask = () => caller.http('/trpc/auth.login', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      for (let n = 0; n < 5; n++) await ask()
      const refused = await ask()
      expect([refused.status, told(refused).left]).toEqual([429, 0])
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    })
  })
})
