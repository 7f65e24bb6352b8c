import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { unknownFields } from '../src/unknown-fields.ts'

const Line = z.object({ sku: z.string(), count: z.int().default(1) })

describe('Fields that a schema does not know', () => {
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['none', Line, { sku: 'a' }, []],
    ['of an object', Line, { sku: 'a', colour: 1, size: 2 }, ['colour', 'size']],
    ['of the prototype', Line, JSON.parse('{"sku":"a","__proto__":1,"toString":2}'), ['__proto__', 'toString']],
    ['in lists', z.object({ lines: z.array(Line) }), { lines: [{ sku: 'a' }, { sku: 'b', colour: 1 }] }, ['lines.1.colour']],
    ['in what may be missing', z.object({ line: Line.nullable().optional().default(null) }), { line: { colour: 1 } }, ['line.colour']],
    ['before a transformation', z.object({ line: Line.transform(({ sku }) => sku).pipe(z.string()) }), { line: { sku: 'a', x: 1 } }, ['line.x']],
    ['of a refined object', Line.refine(() => true), { sku: 'a', x: 1 }, ['x']],
    ['in a record, whose keys are free', z.record(z.string(), Line), { any: { sku: 'a', x: 1 } }, ['any.x']],
    ['of an object that is open', z.looseObject({ a: z.string() }), { a: 'a', x: 1 }, []],
    ['of an object that takes texts', z.object({ a: z.string() }).catchall(z.string()), { a: 'a', x: 'x' }, []],
    ['of two objects at once', z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })), { a: 'a', b: 'b', c: 'c' }, ['c']],
    ['of itself', tree(), { name: 'a', children: [{ name: 'b', children: [], x: 1 }] }, ['children.0.x']],
    ['of no object', Line, 'text', []],
    ['of nothing', z.void(), undefined, []],
  ])('are found: %s', (_, schema, value, found) => expect(unknownFields(schema, value)).toEqual(found))

  it('are those of the form that takes the value', () => {
    const form = z.union([z.object({ kind: z.literal('user'), id: z.string() }), z.object({ kind: z.literal('all') })])
    expect(unknownFields(form, { kind: 'all', id: 'x' })).toEqual(['id'])
    expect(unknownFields(form, { kind: 'user', id: 'x' })).toEqual([])
    expect(unknownFields(form, { kind: 'neither', id: 'x' })).toEqual([])
  })
})

function tree(): z.ZodType {
  const node: z.ZodType = z.object({ name: z.string(), children: z.lazy(() => z.array(node)) })
  return node
}
