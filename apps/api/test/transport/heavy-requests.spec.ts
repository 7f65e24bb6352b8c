import type { AiJob } from '@pantheon/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type SignedInCaller, type World, world } from '../../src/testing/index.ts'
import { longestTurn, turnLimit } from '../support/event-loop.ts'
import { storeLongRules } from '../support/long-rules.ts'

describe('While one request is long', () => {
  let w: World
  let buyer: SignedInCaller
  let operator: SignedInCaller
  let productId: string
  let courseId: string

  beforeAll(async () => {
    w = await world('sqlite')
    buyer = await w.buyer()
    operator = await w.operator()
    const prices = [{ amount: '9.00', currency: 'USD' as const }]
    productId = (await operator.api.business.products.create.mutate({ name: 'Bread', category: 'business_consulting', prices })).id
    const input = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 1, targetAudience: 'bakers', language: 'ja' } as const
    const job: AiJob = await buyer.api.agents.jobs.generate.mutate({ type: 'course', input })
    await w.settle()
    courseId = (await buyer.api.agents.jobs.get.query({ id: job.id })).output?.courseId ?? ''
  }, 60_000)
  afterAll(() => w.close())

  /** Gives the first lesson this body, and asks for the course as PDF. */
  const printWith = async (body: string): Promise<() => Promise<unknown>> => {
    const course = await buyer.api.agents.courses.get.query({ id: courseId })
    const lessonId = course.content.modules[0]?.lessons[0]?.id ?? ''
    await buyer.api.agents.courses.editLesson.mutate({ id: courseId, version: course.version, lessonId, title: 'Long', body })
    return async () => {
      const answer = await buyer.http(`/api/v1/courses/${courseId}/pdf`)
      expect(answer.status).toBe(200)
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    }
  }
  const repeated = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length)
  /** The body is written before anything is measured, since the test lives on the same event loop. */
  const send = (caller: Caller, method: 'POST' | 'PUT', path: string, body: unknown, headers: Record<string, string> = {}) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return async () => {
      const { status } = await caller.http(`/api/v1${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: bytes })
      expect(status).toBeLessThan(500)
    }
  }
  const batch = (caller: Caller, name: string, input: object) => async () => {
    const inputs = encodeURIComponent(JSON.stringify({ ...Array(20).fill(input) }))
    const { status } = await caller.http(`/trpc/${Array(20).fill(name).join(',')}?batch=1&input=${inputs}`)
    expect(status).toBeLessThan(500)
  }

  const stories: Record<string, () => Promise<() => Promise<unknown>>> = {
    'a course with one paragraph of 40,000 characters': () => printWith(repeated('日本語の文章です。', 40_000)),
    'a course with 40,000 brackets': () => printWith('['.repeat(40_000)),
    'a course of emphasis that never ends': () => printWith(repeated('_a_b', 40_000)),
    'an import of 100,000 lines': async () => send(operator, 'POST', '/catalogue/import', { csv: `sku,name\n${'a,b\n'.repeat(100_000)}`, mode: 'check' }),
    'an import of as many lines as may be': async () => {
      const lines = Array.from({ length: 2000 }, (_, i) => `sku-${i},Name ${i},business_consulting,draft,9.00`)
      return send(operator, 'POST', '/catalogue/import', { csv: `sku,name,category,status,price_usd\n${lines.join('\n')}`, mode: 'all' })
    },
    'an import that changes as many lines as may be': async () => {
      const file = (name: string) =>
        `sku,name,category,price_usd\n${Array.from({ length: 2000 }, (_, i) => `old-${i},${name} ${i},business_consulting,9.00`).join('\n')}`
      await send(operator, 'POST', '/catalogue/import', { csv: file('Before'), mode: 'all' })()
      return send(operator, 'POST', '/catalogue/import', { csv: file('After'), mode: 'all' })
    },
    'an import of a line of 90,000 quoted cells': async () =>
      send(operator, 'POST', '/catalogue/import', { csv: `sku,name\na,b${',"x"'.repeat(90_000)}`, mode: 'check' }),
    'an import of a cell of 90,000 quoted commas': async () =>
      send(operator, 'POST', '/catalogue/import', { csv: `sku,name\na,"${'"",""'.repeat(60_000)}"`, mode: 'check' }),
    'an import of 125,000 malformed lines': async () =>
      send(operator, 'POST', '/catalogue/import', { csv: `sku,name,category,price_usd,status\n${'a"b\n'.repeat(125_000)}`, mode: 'check' }),
    'an import of 125,000 lines with a quotation mark each': async () =>
      send(operator, 'POST', '/catalogue/import', { csv: `sku,name\n${'"a\n'.repeat(125_000)}`, mode: 'check' }),
    'an import of 130,000 columns': async () => send(operator, 'POST', '/catalogue/import', { csv: `sku,name${',a'.repeat(130_000)}`, mode: 'check' }),
    'an export of the catalogue': async () => () => operator.http('/api/v1/catalogue/export'),
    'a picture of 30 megapixels': async () => {
      const picture = await sharp({ create: { width: 6000, height: 5000, channels: 3, background: '#1e40af' } })
        .png()
        .toBuffer()
      return send(operator, 'PUT', `/products/${productId}/image`, { version: 1, alt: 'Bread', base64: picture.toString('base64') })
    },
    'forty sign-ins at once': async () => {
      const attempts = Array.from({ length: 40 }, (_, i) =>
        send(w.visitor(), 'POST', '/auth/session', { email: `nobody-${i}@example.test`, password: `wrong horse ${i}` }, { 'x-forwarded-for': `10.0.0.${i}` }),
      )
      return () => Promise.all(attempts.map((attempt) => attempt()))
    },
    'a search with odd words': async () => () =>
      Promise.all(
        ['%'.repeat(100), '\u0301'.repeat(100), 'ﷺ'.repeat(90), '"*^ NEAR('.repeat(10)].map((q) =>
          buyer.http(`/api/v1/products?search=${encodeURIComponent(q)}`),
        ),
      ),
    'a batch of twenty lists of long rules': async () => {
      await storeLongRules(w)
      return batch(operator, 'business.policies.list', {})
    },
    'a batch of twenty revenues by day': async () => batch(operator, 'business.overview.revenue', { range: '12m', step: 'day' }),
    'JSON of 100,000 levels': async () => {
      return send(buyer, 'POST', '/orders', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    },
  }

  it.each(Object.entries(stories))(
    'the event loop serves everybody else: %s',
    async (_, prepare) => {
      const work = await prepare()
      const longest = await longestTurn(work)
      expect(longest).toBeLessThan(turnLimit())
      // Asked again where the connection that it would reuse has been idle for too long.
      await expect.poll(async () => (await fetch(`${w.origin}/healthz`)).status).toBe(200)
    },
    60_000,
  )
})
