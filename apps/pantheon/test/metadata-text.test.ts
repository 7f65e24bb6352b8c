import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MetadataText, metadataText } from '../src/features/tasks/metadata-text.ts'

describe('What programs noted of a task, as text', () => {
  it('is a line each', () => {
    expect(metadataText({ branch: 'main', pull: 12, isDraft: false, reviewer: null, code: '12' })).toBe(
      'branch: main\npull: 12\nisDraft: false\nreviewer: null\ncode: "12"',
    )
  })
  it('comes back as it was', () => {
    const name = fc.stringMatching(/^[a-zA-Z][\w-]{0,20}$/).filter((text) => text !== '__proto__')
    const value = fc.oneof(fc.string({ maxLength: 60 }), fc.integer(), fc.boolean(), fc.constant(null))
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 8 }), (metadata) => {
        expect(MetadataText.parse(metadataText(metadata))).toEqual({ ...metadata })
      }),
    )
  })
  it.each(['no name', ': 3', 'a: 1\na: 2'])('is refused when a line has no name of its own: %j', (text) => {
    expect(MetadataText.safeParse(text).success).toBe(false)
  })
  it('may hold colons in what it says', () => {
    expect(MetadataText.parse('url: https://example.org/a:b')).toEqual({ url: 'https://example.org/a:b' })
  })
})
