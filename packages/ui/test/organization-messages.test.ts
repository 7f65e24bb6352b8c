import { events } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/organization.en.json'
import ja from '../src/messages/organization.ja.json'
import { auditActions } from '../src/organization/audit-words.ts'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const idsOf = (messages: object) => [...new Set(flat(messages).map(([key]) => key))].sort()
const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
/** Steps inside a job: the log does not hold them. */
const notAudited = ['job.progressed', 'course.outlined', 'notification.created', 'notification.read']

describe('The words of the organization’s screens', () => {
  it('exist in English and in Japanese alike', () => {
    expect(idsOf(en).length).toBeGreaterThan(250)
    expect(idsOf(ja)).toEqual(idsOf(en))
  })
  it('are filled in with the same values, but for the one that English says in a word', () => {
    const japanese = new Map(flat(ja))
    const unlike = flat(en).filter(([key, text]) => !/_(zero|one)$/.test(key) && namesIn(text).join() !== namesIn(japanese.get(key)).join())
    expect(unlike.map(([key]) => key)).toEqual([])
  })
  it('name everything the audit log holds', () => {
    for (const name of Object.keys(events).filter((event) => !notAudited.includes(event))) {
      expect(en.audit.action).toHaveProperty([name.replace('.', '_')])
    }
  })
  it('offer as filters only what can happen', () => {
    const names = Object.keys(events)
    for (const action of Object.values(auditActions).flat()) expect(names).toContain(action)
  })
})
