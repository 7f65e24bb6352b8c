import { approvalObstacles, approvalStatuses, approvalSteps } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/approvals.en.json'
import ja from '../src/messages/approvals.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('The words of approvals', () => {
  it('exist in English and in Japanese alike, filled in with the same values', () => {
    const japanese = new Map(flat(ja))
    expect(flat(en).length).toBeGreaterThan(150)
    expect([...japanese.keys()]).toEqual(flat(en).map(([key]) => key))
    for (const [key, text] of flat(en)) expect({ key, names: namesIn(japanese.get(key)) }).toEqual({ key, names: namesIn(text) })
  })
  it('name every state, every step and everything that can be in the way', () => {
    for (const status of approvalStatuses) expect(en.status).toHaveProperty(status)
    for (const step of approvalSteps) expect(en.event).toHaveProperty(step)
    for (const obstacle of approvalObstacles) expect(en.obstacle).toHaveProperty(obstacle.replace('.', '_'))
  })
})
