import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, graphemesOf } from '../src/text.ts'

const family = '👩‍👩‍👧‍👦'
const unit = fc.constantFrom('a', 'é', 'e\u0301', '𠮷', family, '🇯🇵', 'क्षि', 'กำ', '\r\n', '한', '\ud83d', '\udc00', '\0')

describe('Text by user-perceived characters', () => {
  it('is segmented as Intl.Segmenter does, whatever the length', () => {
    const whole = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    fc.assert(
      fc.property(fc.array(unit, { minLength: 0, maxLength: 900 }), (units) => {
        const text = units.join('')
        expect([...graphemesOf(text)]).toEqual([...whole.segment(text)].map(({ segment }) => segment))
      }),
      { numRuns: 30 },
    )
  })

  it('is read in time linear in the text, also where one character never ends', () => {
    const cpuFor = (text: string): number => {
      const start = process.cpuUsage()
      let count = 0
      for (const _ of graphemesOf(text)) count += 1
      expect(count).toBeGreaterThan(0)
      const { user, system } = process.cpuUsage(start)
      return user + system
    }
    for (const one of ['日', '\u0301']) {
      // The least of several: compiling and collecting garbage happen in some of them only.
      const leastFor = (length: number): number => Math.min(...Array.from({ length: 3 }, () => cpuFor(one.repeat(length))))
      // Long enough to be measured: a shorter text stays in the processor's cache.
      const little = leastFor(100_000)
      // Ten times the text in a hundred times the time is what the kind of fault looked like.
      expect(leastFor(1_000_000)).toBeLessThan(50 * little)
    }
  })

  it('is cut between characters, never inside a surrogate pair or a family', () => {
    expect(cutText(`a${'𠮷'.repeat(55)}`, 80)).toBe(`a${'𠮷'.repeat(39)}`)
    expect(cutText(`ab${family}`, 8, '…')).toBe('ab…')
    expect(cutText('short', 5, '…')).toBe('short')
    expect(cutText('longer', 5, '…')).toBe('long…')
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (units, most) => {
        const cut = cutText(units.join(''), most, '…')
        expect(cut.length).toBeLessThanOrEqual(most)
        expect(() => encodeURIComponent(cut)).not.toThrow()
      }),
    )
  })

  it('can be encoded even where half a character was sent', () => {
    expect(cutText('a\ud842', 10)).toBe('a\ufffd')
  })
})
