import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastOf, luminanceOf } from './oklch.ts'

const css = readFileSync(new URL('../src/styles.css', import.meta.url), 'utf8')

const tokensOf = (selector: string): Map<string, string> => {
  const start = css.indexOf(`\n${selector} {`)
  if (start < 0) throw new Error(`No tokens for ${selector}`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

const light = tokensOf(':root')
const dark = new Map([...light, ...tokensOf('[data-theme="dark"]')])
const themes = {
  'AIFactory, light': light,
  'AIFactory, dark': dark,
  'Pantheon, light': new Map([...light, ...tokensOf('[data-app="pantheon"]')]),
  'Pantheon, dark': new Map([...dark, ...tokensOf('[data-app="pantheon"]'), ...tokensOf('[data-app="pantheon"][data-theme="dark"]')]),
}

const luminance = (tokens: Map<string, string>, name: string): number => {
  const value = tokens.get(name) ?? ''
  const alias = /^var\(--([\w-]+)\)$/.exec(value)
  if (alias?.[1] !== undefined) return luminance(tokens, alias[1])
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(value)
  if (!parts) throw new Error(`--${name} is not a colour: ${value}`)
  return luminanceOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover']
const textPairs: [text: string, ground: string][] = [
  ...['ink', 'ink-muted', 'ink-faint', 'accent-text', 'danger-text'].flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['danger-ink', 'danger'],
  ['danger-ink', 'danger-hover'],
  ['gold-text', 'surface'],
  ['accent-text', 'accent-soft'],
  ['success-text', 'success-soft'],
  ['warning-text', 'warning-soft'],
  ['danger-text', 'danger-soft'],
  ['info-text', 'info-soft'],
]
const borderPairs: [border: string, ground: string][] = [
  ['line-strong', 'surface'],
  // A box that is ticked is told by its ground alone.
  ['accent', 'surface'],
  ['focus', 'canvas'],
  ['focus', 'surface'],
  ['danger', 'surface'],
]

describe.each(Object.entries(themes))('contrast in %s', (_, tokens) => {
  it.each(textPairs)('text %s on %s is at least 4.5', (text, ground) => {
    expect(contrastOf(luminance(tokens, text), luminance(tokens, ground))).toBeGreaterThanOrEqual(4.5)
  })
  it.each(borderPairs)('border %s on %s is at least 3', (border, ground) => {
    expect(contrastOf(luminance(tokens, border), luminance(tokens, ground))).toBeGreaterThanOrEqual(3)
  })
})
