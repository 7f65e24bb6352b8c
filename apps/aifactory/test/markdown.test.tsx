import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MarkdownText } from '../src/features/courses/MarkdownText.tsx'

const drawn = (text: string) => renderToStaticMarkup(<MarkdownText text={text} />)

describe('the text of a lesson', () => {
  it('is drawn as headings below the page’s title, lists, emphasis and code', () => {
    const html = drawn('## Why\n\n- one **bold**\n- `two`\n\n1. first\n\n> said\n\n```\nlet x\n```')
    expect(html).toMatch(/<h2[^>]*>Why<\/h2>/)
    expect(html).toMatch(/<li[^>]*>one <strong[^>]*>bold<\/strong><\/li>/)
    expect(html).toContain('<ol')
    expect(html).toContain('<blockquote')
    expect(html).toMatch(/<pre[^>]*><code>let x<\/code><\/pre>/)
  })

  it('has deeper headings where it is a part of a page', () => {
    expect(renderToStaticMarkup(<MarkdownText text={'## Why\n\n### How'} topLevel={4} />)).toMatch(/<h4[^>]*>Why<\/h4><h5[^>]*>How<\/h5>/)
  })

  it('draws a table with headed columns', () => {
    expect(drawn('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(/<th scope="col"[^>]*>a<\/th>.*<td[^>]*>1<\/td>/)
  })

  it('breaks the line at a tag that says so, in a table too', () => {
    expect(drawn('alpha<br>beta<BR />gamma')).toBe('<p>alpha<br/>beta<br/>gamma</p>')
    expect(drawn('| a |\n|---|\n| 1<br/>2 |')).toMatch(/<td[^>]*>1<br\/>2<\/td>/)
    expect(drawn('<br onclick="alert(1)"> `<br>`')).not.toContain('<br')
  })

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'text <b onclick="alert(1)">here</b>'])(
    'shows other raw HTML as the text it is: %s',
    (text) => {
      expect(drawn(text)).not.toMatch(/<(script|img|b)\b/)
    },
  )

  it.each(['[go](javascript:alert(1))', '[go](JaVaScRiPt:alert(1))', '[go](data:text/html,x)', '[go](//evil.example)'])(
    'does not make a link of %s',
    (text) => {
      expect(drawn(text)).not.toContain('<a ')
      expect(drawn(text)).toContain('go')
    },
  )

  it.each(['[go](/\\evil.example)', '[go](\\\\evil.example)', '[go](/%09/evil.example)', '[go](</\t/evil.example>)', '[go](</&#9;/evil.example>)'])(
    'leads to no other host by %s',
    (text) => {
      const [, href = '/'] = /href="([^"]*)"/.exec(drawn(text)) ?? []
      expect(new URL(href, 'http://site.invalid').origin).toBe('http://site.invalid')
    },
  )

  const distinctHan = (length: number, from: number) => Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + (((i + from) * 7919) % 20_000))).join('')
  it.each([
    ...[`[go](http://${distinctHan(39_000, 0)}.com)`, `<http://${distinctHan(39_000, 0)}.com>`, `<http://xn--${'a9'.repeat(19_000)}.com>`],
    ...[`[go]: //${distinctHan(39_000, 0)}\n\n[go]`, Array.from({ length: 12 }, (_, i) => `[go](http://${distinctHan(3200, i * 77)}.com)`).join('\n')],
  ])('is drawn in time linear in its addresses, without a link where no host can be (%#)', (text) => {
    const begun = performance.now()
    expect(drawn(text)).not.toContain('<a ')
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('links to pages and to places of this site', () => {
    expect(drawn('[go](https://example.com)')).toContain('href="https://example.com/"')
    expect(drawn('[go](/courses)')).toContain('href="/courses"')
    expect(drawn('[go](https://日本語.jp/a%20b/ä)')).toContain('href="https://xn--wgv71a119e.jp/a%20b/%C3%A4"')
    expect(drawn('<https://日本語.jp/ä>')).toMatch(/<a href="https:\/\/xn--wgv71a119e.jp\/%C3%A4"[^>]*>https:\/\/日本語.jp\/ä<\/a>/)
  })

  it.each(['>'.repeat(39_999), '1. '.repeat(13_000), '- '.repeat(20_000), Array.from({ length: 190 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')])(
    'is shown as it was written where it is nested too deeply to be drawn (%#)',
    (text) => {
      const html = drawn(text)
      expect(html).toMatch(/^<p [^>]*>/)
      expect(html).not.toMatch(/<(blockquote|li)\b/)
    },
  )

  it('is drawn although emphasis is nested without end', () => {
    expect(drawn(`${'*'.repeat(20_000)}deep${'*'.repeat(20_000)}`)).toContain('deep')
    expect(drawn(`${'['.repeat(10_000)}deep${'](/x)'.repeat(5000)}`)).toContain('deep')
  })

  it('loads no picture, and says what it would have shown', () => {
    const html = drawn('![a bee](https://evil.example/track.png)')
    expect(html).toContain('a bee')
    expect(html).not.toContain('track.png')
  })
})
