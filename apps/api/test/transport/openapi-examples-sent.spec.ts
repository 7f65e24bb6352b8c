import type { ErrorCode } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/openapi.ts'
import { exampleBodies } from '../../src/http/openapi-example-bodies.ts'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { world } from '../../src/testing/index.ts'
import { callRest, type RestProcedure, restProcedures } from '../support/procedures.ts'

interface Operation {
  requestBody?: { content: Record<string, { example?: object }> }
  parameters?: { name: string; in: string; example?: unknown }[]
}
const document = JSON.parse(JSON.stringify(openApiDocument(createAppRouter({} as Services))))

/** What the document shows for an operation: its body and what has to be in its address. */
const exampleOf = ({ rest }: RestProcedure): Record<string, unknown> => {
  const { requestBody, parameters = [] }: Operation = document.paths[rest.path][rest.method.toLowerCase()]
  const given = parameters.filter((each) => each.in !== 'header' && each.example !== undefined)
  return { ...requestBody?.content['application/json']?.example, ...Object.fromEntries(given.map((each) => [each.name, each.example])) }
}

/** Who asks is known, and the input is one; what it names (a link, a code, an organization) is nobody's. */
const namesNothing: readonly ErrorCode[] = [
  'auth.confirmation_wrong',
  'auth.link_invalid',
  'chat.code_invalid',
  'github.state_mismatch',
  'organization.name_mismatch',
]

describe.each(storyDialects)('A documented example, sent as it is, on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(w.close)
  const seen = new Set<ErrorCode | undefined>()

  it.each(restProcedures)('of $rest.method $rest.path is not refused for its shape', async (procedure) => {
    const { status, code, body } = await callRest(await w.operator(), procedure, exampleOf(procedure))
    seen.add(code)
    const isTaken = status < 400 || [401, 403, 404, 409].includes(status) || namesNothing.some((each) => each === code)
    expect({ isTaken, code, body }).toEqual({ isTaken: true, code, body })
    // Nor for what it holds, where the answer says so: a file, a rule.
    expect(body).not.toMatchObject({ isReadable: false })
    // An operator may do everything: a 403 is about what the example holds.
    expect(code).not.toBe('auth.forbidden')
  })

  it('of a file to import is one from which everything can be imported', async () => {
    const example = exampleBodies['POST /catalogue/import']
    const { status, body } = await (await w.operator()).rest('POST', '/catalogue/import', example)
    expect({ status, body }).toMatchObject({ status: 200, body: { isReadable: true, lines: 1, badLines: 0, problems: [] } })
  })

  it('is refused for what it names in the ways that are listed, and in no fewer', () => {
    expect(namesNothing.filter((code) => !seen.has(code))).toEqual([])
  })
})

it('Every body that is written by hand belongs to an operation that takes one', () => {
  const taking = restProcedures.filter(({ rest }) => document.paths[rest.path][rest.method.toLowerCase()].requestBody)
  expect(Object.keys(exampleBodies).filter((key) => !taking.some(({ rest }) => `${rest.method} ${rest.path}` === key))).toEqual([])
})
