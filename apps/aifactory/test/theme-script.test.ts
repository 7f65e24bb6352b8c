import { readFileSync } from 'node:fs'
import { themeScript } from '@pantheon/ui/theme-script'
import { describe, expect, it } from 'vitest'

describe('index.html', () => {
  it('sets the theme before the first paint, as the design system says', () => {
    expect(readFileSync(new URL('../index.html', import.meta.url), 'utf8')).toContain(themeScript)
  })
})
