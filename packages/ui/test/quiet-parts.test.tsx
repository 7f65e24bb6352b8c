import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { Change, type ChangeProps, createI18n, Input, type Language, Select, Textarea } from '../src/index.ts'

const css = readFileSync(new URL('../src/styles.css', import.meta.url), 'utf8')

const changeIn = async (language: Language, props: ChangeProps): Promise<string> => {
  const i18n = createI18n({ en: {}, ja: {} }, { startLanguage: language })
  await i18n.loadNamespaces('overview')
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <Change {...props} />
    </I18nextProvider>,
  )
}

describe('A change against the period before', () => {
  it('from nothing is words without an arrow, which break where a tile is narrow', async () => {
    for (const now of [0, 5])
      for (const of of ['orders', 'revenue', 'failures'] as const) {
        const html = await changeIn('en', { of, now, before: 0 })
        expect(html).toContain(`No earlier ${of}`)
        expect(html).not.toMatch(/<svg|nowrap/)
      }
    expect(await changeIn('ja', { of: 'orders', now: 5, before: 0 })).toContain('前期間は0件')
  })
  it('is otherwise a share with its direction', async () => {
    expect(await changeIn('en', { of: 'orders', now: 3, before: 2 })).toMatch(/<svg.*\+50%/)
    expect(await changeIn('en', { of: 'orders', now: 1, before: 2 })).toMatch(/text-danger-text.*-50%/)
  })
})

describe('Fields and choices', () => {
  it('have borders as quiet as a card’s, but for an error', () => {
    const html = renderToStaticMarkup(
      <>
        <Input />
        <Textarea />
        <Select />
      </>,
    )
    expect(html.match(/\bborder-(?!color|ink-faint|danger)[\w-]+/g)).toBeNull()
    expect(html.match(/aria-invalid:border-danger/g)).toHaveLength(3)
  })
  it('of which none is chosen look so: to CSS a radio without a choice in its group is indeterminate', () => {
    const rules = css.split('\n').filter((line) => line.includes(':indeterminate'))
    expect(rules.length).toBeGreaterThan(0)
    expect(rules.filter((line) => !/type="checkbox"\]:indeterminate/.test(line))).toEqual([])
  })
})
