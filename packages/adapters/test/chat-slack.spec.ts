import { startSlackServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import type { ChatContent } from '@pantheon/notifications'
import { afterEach, describe, expect, it } from 'vitest'
import { createSlack } from '../src/chat/slack.ts'

const question: ChatContent = {
  text: 'Ada asks you to decide on “Bread”',
  details: ['Acme'],
  link: { label: 'Open', url: 'https://shop.test/approvals/1' },
  actions: [{ id: 'approve', label: 'Approve', value: 'approve:1' }],
}
const fresh = { createdAt: new Date(), isRepeated: false }
const answer: ChatContent = { ...question, details: ['Acme', 'Ben approved it'], actions: [] }

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe('A message whose sender died before it was written down, in Slack', () => {
  const open = async () => {
    const server = await startSlackServer()
    ends.push(server.stop)
    return { server, transport: createSlack({ ...server, channel: server.room }).transport }
  }
  const message = (to: { recipient: 'room' | 'person'; id: string }) => ({ id: newId(new Date()), to, locale: 'en' as const, content: question, ...fresh })

  it.each(['room', 'person'] as const)('is found in the conversation with a %s, and says what it says now', async (recipient) => {
    const { server, transport } = await open()
    const mine = message({ recipient, id: recipient === 'room' ? server.room : 'U0ADA' })
    const first = await transport.post(mine)
    for (let n = 0; n < 5; n++) await transport.post(message(mine.to)) // further back than a page
    expect(await transport.post({ ...mine, content: answer, isRepeated: true })).toEqual(first)
    expect(server.messages).toHaveLength(6)
    expect(server.messages[0]).toMatchObject({ versions: 2, ts: first.remoteId })
    expect(JSON.stringify(server.messages[0]?.blocks)).toContain('Ben approved it')
  })
  it('is posted when it was not there, without a look the first time', async () => {
    const { server, transport } = await open()
    const mine = message({ recipient: 'room', id: server.room })
    await transport.post(message(mine.to))
    expect(server.calls).toBe(1)
    await transport.post({ ...mine, isRepeated: true })
    expect(server.messages.map(({ metadata }) => metadata?.event_payload.id)).toEqual([expect.any(String), mine.id])
  })
  it('is posted again where the bot may not look, rather than never', async () => {
    const { server, transport } = await open()
    server.mayRead = false
    for (const to of [
      { recipient: 'room' as const, id: server.room },
      { recipient: 'person' as const, id: 'U0ADA' },
    ]) {
      const mine = message(to)
      await transport.post(mine)
      await transport.post({ ...mine, isRepeated: true })
    }
    expect(server.messages).toHaveLength(4)
  })
  it('waits while Slack is away: not knowing is no reason to say it twice', async () => {
    const { server, transport } = await open()
    const mine = message({ recipient: 'room', id: server.room })
    const first = await transport.post(mine)
    Object.assign(server, { limited: 1, retryAfter: 7 })
    await expect(transport.post({ ...mine, isRepeated: true })).rejects.toMatchObject({ code: 'rate_limited', waitMs: 7000 })
    server.down = true
    await expect(transport.post({ ...mine, isRepeated: true })).rejects.toMatchObject({ code: '503', isFinal: false })
    server.down = false
    server.error = 'internal_error'
    await expect(transport.post({ ...mine, isRepeated: true })).rejects.toMatchObject({ code: 'internal_error', isFinal: false })
    server.error = undefined
    expect(await transport.post({ ...mine, isRepeated: true })).toEqual(first)
    expect(server.messages).toHaveLength(1)
  })
})

describe('What is asked of Slack', () => {
  const open = async (timeoutMs: number) => {
    const server = await startSlackServer()
    ends.push(server.stop)
    const { transport } = createSlack({ ...server, channel: server.room, timeoutMs })
    const post = () => transport.post({ id: newId(new Date()), to: { recipient: 'room', id: server.room }, locale: 'en', content: question, ...fresh })
    return { server, post }
  }
  it.each([
    ['nothing, for too long', { hanging: true }, 'TimeoutError'],
    ['the page of a proxy', { page: `<html>${'wait '.repeat(1000)}</html>` }, 'unreadable_200'],
    ['that it is away', { down: true }, '503'],
    ['that it is too much', { limited: 1 }, 'rate_limited'],
    ['that something broke', { error: 'fatal_error' }, 'fatal_error'],
    ['what is lost', { losing: 1 }, 'TypeError'],
  ])('is asked once, when it answers %s', async (_, trouble, code) => {
    const { server, post } = await open('hanging' in trouble ? 1000 : 10_000)
    Object.assign(server, trouble)
    await expect(post()).rejects.toMatchObject({ name: 'ChatError', code, isFinal: false })
    expect(server.calls).toBe(1)
  })
})
