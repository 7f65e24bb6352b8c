import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { derivedPerCall } from '../src/derived-schemas.ts'
import { readModules } from '../src/repository.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('Schemas', () => {
  it('are derived once and not for each call', () => {
    const sources = readModules().filter(({ path }) => /^(?:packages\/[^/]+|apps\/api)\/src\//.test(path))
    expect(sources.length).toBeGreaterThan(500)
    expect(sources.flatMap(({ path }) => derivedPerCall(path, readFileSync(resolve(root, path), 'utf8')).map((line) => `${path}:${line}`))).toEqual([])
  })

  it('are found where a function derives them, and only there', () => {
    expect(derivedPerCall('a.ts', 'const strict = schema.strict()\nconst check = (value) => strict.safeParse(value)')).toEqual([])
    expect(derivedPerCall('a.ts', 'const check = (value) =>\n  schema.strict().safeParse(value)')).toEqual([2])
    expect(derivedPerCall('a.ts', 'function check(value) {\n  return schema.extend({ id }).safeParse(value)\n}')).toEqual([2])
  })
})
