import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseProduct, world } from '../../src/testing/index.ts'
import { callRest, callTrpc, type RestProcedure, restProcedures, takenBy } from '../support/procedures.ts'
import { seedStock } from '../support/stock.ts'

const reads = restProcedures.filter(({ type }) => type === 'query')
const nobodysId = '01890000-0000-7000-8000-000000000000'

/** The moment of asking is in some answers: of the state, and where figures stop comparing. */
const withoutNow = (body: unknown): unknown =>
  body === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(body, (key, value) => {
          if (key === 'lastUpdated') return 'now'
          return key === 'before' && value?.until ? { ...value, until: 'now' } : value
        }),
      )

describe.each(storyDialects)('tRPC and REST, on %s', async (dialect) => {
  const { buyer, operator, visitor, settle, close } = await world(dialect)
  afterAll(close)
  const [customer, shop] = await Promise.all([buyer(), operator()])
  for (const name of ['One', 'Two']) await shop.api.business.products.create.mutate({ ...courseProduct, name })
  const { namesFor } = await seedStock(shop, customer, settle)

  const needsId = ({ input }: RestProcedure): boolean => input !== undefined && 'id' in input.shape
  const inputFor = (procedure: RestProcedure) => (procedure.input ? { ...(needsId(procedure) && { id: namesFor(procedure.path).id }) } : undefined)

  it.each(reads)('say the same of $path', async (procedure) => {
    const input = inputFor(procedure)
    if (needsId(procedure)) expect(input?.id, `an id to read ${procedure.path} with`).toBeDefined()
    for (const caller of [customer, shop]) {
      const trpc = await callTrpc(caller, procedure, input)
      if (procedure.meta.mediaTypes && trpc.status < 400) {
        const file = trpc.body as { base64: string; mediaType: string }
        const response = await caller.http(`/api/v1${procedure.rest.path.replace('{id}', String(input?.id))}`)
        expect(response.headers.get('content-type')).toBe(file.mediaType)
        expect(procedure.meta.mediaTypes).toContain(file.mediaType.split(';')[0])
        const bytes = Buffer.from(await response.arrayBuffer())
        // A PDF carries the second it was made in.
        if (procedure.path.endsWith('pdf')) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
        else expect(bytes.toString('base64')).toBe(file.base64)
        continue
      }
      const rest = await callRest(caller, procedure, input)
      expect(rest.status).toBe(trpc.status)
      expect(withoutNow(rest.status < 400 ? rest.body : rest.code)).toEqual(withoutNow(trpc.status < 400 ? trpc.body : trpc.code))
    }
  })

  it('turn the pages of a list alike, to the same end', async () => {
    const list = reads.find(({ path }) => path === 'business.products.list')!
    const turn = async (call: typeof callRest | typeof callTrpc) => {
      const pages: unknown[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const { body } = await call(shop, list, { limit: 1, ...(cursor !== undefined && { cursor }) })
        const page = body as { items: { name: string }[]; nextCursor: string | null }
        pages.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor
      }
      return pages
    }
    expect(await turn(callTrpc)).toEqual(['Custom course', 'Two', 'One'])
    expect(await turn(callRest)).toEqual(['Custom course', 'Two', 'One'])
  })

  const refused = restProcedures.map((procedure) => ({ procedure, path: procedure.path }))
  it.each(refused)('refuse $path with the same code, whoever asks and whatever is wrong', async ({ procedure }) => {
    const inputs: (Record<string, unknown> | undefined)[] = procedure.input
      ? [{}, { id: 'not an id', version: 'x', limit: 'many' }, { id: nobodysId, version: 1 }]
      : [undefined]
    // What is limited by the plan is asked in somebody's name of whom nothing was asked before.
    const person = procedure.meta.limit ? await buyer() : customer
    for (const input of inputs) {
      for (const caller of [visitor(), person]) {
        if (procedure.path === 'auth.logout' && caller === customer) continue
        // An address always holds something where the id belongs.
        const filled = procedure.rest.path.includes('{id}') && input && !('id' in input) ? { ...input, id: 'nothing' } : input
        const asked = takenBy(procedure, withLesson(procedure, filled))
        const [trpc, rest] = [await callTrpc(caller, procedure, asked), await callRest(caller, procedure, asked)]
        expect({ code: rest.code, status: rest.code ? rest.status : 'fine' }).toEqual({ code: trpc.code, status: trpc.code ? trpc.status : 'fine' })
      }
    }
  })
})

const withLesson = ({ rest }: RestProcedure, input: Record<string, unknown> | undefined) =>
  rest.path.includes('{lessonId}') ? { lessonId: 'nothing', ...input } : input
