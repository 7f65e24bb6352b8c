import { orderInputs } from '@pantheon/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openApiDocument } from '../../src/http/openapi.ts'
import { takesBody } from '../../src/http/rest.ts'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { type RestProcedure, restProcedures } from '../support/procedures.ts'

const document = JSON.parse(JSON.stringify(openApiDocument(createAppRouter({} as Services))))
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'openapi.json')

const pointer = (...parts: (string | number)[]): string =>
  parts.map((part) => `/${encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')
const mistakes = (at: string, value: unknown): string[] => {
  const validate = ajv.getSchema(`openapi.json#${at}/schema`)
  if (!validate) return [`${at} has no schema`]
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${at}${instancePath} ${message}`)
}

describe('An example', () => {
  const withOperation = restProcedures.map((procedure) => {
    const method = procedure.rest.method.toLowerCase()
    return { ...procedure, method, operation: document.paths[procedure.rest.path][method] }
  })
  const bodyOf = ({ operation }: { operation: { requestBody?: { content: Record<string, { example?: unknown }> } } }) =>
    operation.requestBody?.content['application/json']?.example

  it.each(withOperation)('of $method $rest.path is what its schemas take', ({ rest, method, operation, meta }) => {
    const base = pointer('paths', rest.path, method)
    const found: string[] = []
    let examples = 0
    const check = (at: string, holder: { example?: unknown }): void => {
      examples++
      found.push(...(holder.example === undefined ? [`${at} has no example`] : mistakes(at, holder.example)))
    }
    for (const [n, parameter] of (operation.parameters ?? []).entries()) if (parameter.required) check(base + pointer('parameters', n), parameter)
    for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) check(base + pointer('requestBody', 'content', type), media as object)
    const answered = Object.entries<{ content?: Record<string, object> }>(operation.responses).filter(([status]) => status.startsWith('2'))
    for (const [status, { content = {} }] of answered) {
      // Nobody reads a PDF in a document.
      for (const [type, media] of Object.entries(content)) if (type !== 'application/pdf') check(base + pointer('responses', status, 'content', type), media)
    }
    expect(found).toEqual([])
    if (!meta.mediaTypes) expect(examples).toBeGreaterThan(0)
  })

  const inputOf = (procedure: RestProcedure & { operation: { parameters?: { name: string; in: string; example?: unknown }[] } }) => {
    const given = (procedure.operation.parameters ?? []).filter((each) => each.in !== 'header' && each.example !== undefined)
    return { ...(bodyOf(procedure as never) as object), ...Object.fromEntries(given.map((each) => [each.name, each.example])) }
  }
  it.each(withOperation.filter(({ input }) => input))('of $method $rest.path is an input that the procedure takes', (procedure) => {
    expect(procedure.input?.safeParse(inputOf(procedure)).error?.issues ?? []).toEqual([])
    if (takesBody(procedure.rest) && procedure.operation.requestBody) expect(bodyOf(procedure)).toBeTypeOf('object')
  })

  it.each(withOperation.filter(({ meta }) => !meta.mediaTypes))('of what $method $rest.path answers is an output of the procedure', ({ operation, output }) => {
    const answers = Object.entries<{ content: Record<string, { example?: unknown }> }>(operation.responses)
    const [, answer] = answers.find(([status]) => status.startsWith('2')) ?? []
    expect((output as z.ZodType).safeParse(answer?.content['application/json']?.example).error?.issues ?? []).toEqual([])
  })

  it('of a problem is one', () => {
    const { examples } = document.components.schemas.Problem
    expect(examples.length).toBeGreaterThan(0)
    const validate = ajv.getSchema('openapi.json#/components/schemas/Problem')
    for (const example of examples) expect([validate?.(example), validate?.errors]).toEqual([true, null])
  })
})

describe('The input of an order', () => {
  const { input } = document.paths['/orders'].post.requestBody.content['application/json'].schema.properties
  const forms = input.oneOf as { title: string; properties: object }[]

  it('is described for every category of product, once', () => {
    expect(forms.flatMap(({ title }) => title.split(', ')).toSorted()).toEqual(Object.keys(orderInputs).toSorted())
  })
  it.each(Object.entries(orderInputs))('of %s has the fields that it asks for', (category, schema) => {
    const form = forms.find(({ title }) => title.split(', ').includes(category))
    expect(Object.keys(form?.properties ?? {})).toEqual(Object.keys(schema.shape))
  })
  it('is one of them only', () => {
    const at = 'openapi.json#/paths/~1orders/post/requestBody/content/application~1json/schema'
    const validate = ajv.getSchema(at)
    const productId = '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b04'
    const course = { topic: 'Rust', targetAudience: 'Engineers', difficulty: 'beginner', durationWeeks: 2, language: 'en' }
    expect(validate?.({ productId, input: course })).toBe(true)
    expect(validate?.({ productId, input: { brief: 'Compare three vendors.' } })).toBe(true)
    expect(validate?.({ productId, input: { brief: 'short' } })).toBe(false)
    expect(validate?.({ productId, input: {} })).toBe(false)
  })
})

describe('The description of the API', () => {
  it.each(['Errors', 'Paging', 'Versions', 'Limits'])('has a paragraph on %s', (heading) => {
    expect(document.info.description).toMatch(new RegExp(`^## ${heading}\\n\\n\\S.{200,}$`, 'm'))
  })
})
