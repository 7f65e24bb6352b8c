import { describe, expect, it } from 'vitest'
import en from '../src/messages/en.json'
import ja from '../src/messages/ja.json'

const flatten = (value: unknown, path = ''): [key: string, text: string][] =>
  typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, child]) => flatten(child, path === '' ? key : `${path}.${key}`))
const english = new Map(flatten(en))
const japanese = new Map(flatten(ja))
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()
/** Japanese has no plural, so a translation may leave the count of one out. */
const isSingular = (key: string) => /_(zero|one)$/.test(key)

describe('The words of the dashboard', () => {
  it('are all there in both languages', () => {
    expect([...japanese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    for (const [key, text] of [...english, ...japanese]) expect(text.trim(), key).not.toBe('')
  })

  it('say the same things', () => {
    const unlike = [...english].filter(([key, text]) => !isSingular(key) && placeholders(text).join() !== placeholders(japanese.get(key) ?? '').join())
    expect(unlike.map(([key]) => key)).toEqual([])
  })

  it('are Japanese where they should be', () => {
    const names = /^(Pantheon|AIFactory|AWS|API Gateway|CloudFront|VPC|ARN|Switch to English)$/
    const untranslated = [...japanese].filter(
      ([, text]) => !/[\u3041-\u30ff\u4e00-\u9fff]/.test(text) && !names.test(text) && !/^(\{\{\w+\}\}|[%·：「」\s])+$/.test(text),
    )
    expect(untranslated).toEqual([])
  })
})
