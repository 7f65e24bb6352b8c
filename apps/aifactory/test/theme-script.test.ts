import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { themeScript } from '../../../packages/ui/src/theme/theme-script.ts'

describe('index.html', () => {
  it('sets the theme before the first paint, as the design system says', () => {
    expect(readFileSync(new URL('../index.html', import.meta.url), 'utf8')).toContain(themeScript)
  })
})
