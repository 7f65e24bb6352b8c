import type { Approver } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { type DiscordServer, type SlackServer, startDiscordServer, startSlackServer } from '@pantheon/fakes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'
import { company, idOf } from '../support/organizations.ts'

/** Somebody in a chat, with the id that chat gives them. */
interface Chatter {
  id: string
  name: string
}
/** A chat as its people see it. */
interface Chat {
  env: Record<string, string>
  start(w: World): void
  /** Texts and buttons of the messages in the room, oldest first. */
  room(): Promise<{ text: string; values: string[] }[]>
  /** Presses, and resolves with what the presser alone was told. */
  press(who: Chatter, value: string): Promise<string>
  chatter(n: number): Chatter
  stop(): Promise<void>
}

const told = async <T>(answers: T[], before: number): Promise<T> => {
  for (const deadline = Date.now() + 60_000; answers.length === before; ) {
    if (Date.now() > deadline) throw new Error('The presser was told nothing')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return answers.at(-1)!
}

const slackChat = async (): Promise<Chat & { server: SlackServer }> => {
  const server = await startSlackServer()
  let origin = ''
  return {
    server,
    env: { SLACK_BOT_TOKEN: server.botToken, SLACK_SIGNING_SECRET: server.signingSecret, SLACK_CHANNEL: server.room, SLACK_API_BASE: server.apiBase },
    start: (w) => {
      origin = w.origin
    },
    room: async () =>
      server.messages
        .filter(({ channel }) => channel === server.room)
        .map((message) => ({ text: JSON.stringify(message.blocks), values: server.buttonsOf(message).map(({ value = '' }) => value) })),
    press: async (who, value) => {
      const before = server.answers.length
      expect(await server.press(`${origin}/api/v1/chat/slack/interactions`, who, value)).toBe(200)
      const answer = await told(server.answers, before)
      expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false })
      return answer.text
    },
    chatter: (n) => ({ id: `U00${n}`, name: `chatter-${n}` }),
    stop: server.stop,
  }
}

const discordChat = async (): Promise<Chat & { server: DiscordServer }> => {
  const server = await startDiscordServer()
  let origin = ''
  return {
    server,
    env: { DISCORD_BOT_TOKEN: server.botToken, DISCORD_PUBLIC_KEY: server.publicKey, DISCORD_CHANNEL: server.room, DISCORD_API_BASE: server.apiBase },
    start: (w) => {
      origin = w.origin
    },
    room: async () =>
      server.messages
        .filter(({ channel_id: channel }) => channel === server.room)
        .map((message) => ({ text: message.content.replaceAll('\\', ''), values: server.buttonsOf(message).map(({ custom_id: value = '' }) => value) })),
    press: async (who, value) => {
      const before = server.answers.length
      expect(await server.press(`${origin}/api/v1/chat/discord/interactions`, who, value)).toEqual({ status: 200, body: { type: 6 } })
      const answer = await told(server.answers, before)
      expect(answer.flags).toBe(64)
      return answer.content
    },
    chatter: (n) => ({ id: `60000000000000000${n}`, name: `chatter-${n}` }),
    stop: server.stop,
  }
}

const devChat = async (): Promise<Chat> => {
  let w: World | undefined
  const page = async (init?: RequestInit) => (await fetch(`${w?.origin}/dev/chat`, init)).text()
  const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'")
  return {
    env: {},
    start: (world) => {
      w = world
    },
    room: async () =>
      [...(await page()).matchAll(/<article>(.*?)<\/article>/gs)]
        .map(([, text = '']) => unescaped(text))
        .filter((text) => text.includes('To the room'))
        .map((text) => ({ text, values: [...text.matchAll(/name="value" value="([^"]+)"/g)].map(([, value = '']) => value) }))
        .toReversed(),
    press: async (who, value) => {
      const body = new URLSearchParams({ as: who.id, value })
      const html = await page({ method: 'POST', headers: { origin: w?.origin ?? '' }, body })
      return unescaped(/<p class="answer".*?<br \/>(.*?)<\/p>/s.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, '')
    },
    chatter: (n) => ({ id: `chatter-${n}`, name: `chatter-${n}` }),
    stop: async () => undefined,
  }
}

const chats = { embedded: devChat, slack: slackChat, discord: discordChat }

describe.each(storyDialects)('On %s', (dialect) => {
  describe.each(Object.keys(chats) as (keyof typeof chats)[])('Deciding in a chat: %s', (name) => {
    let w: World
    let chat: Chat
    let productId: string
    let people = 0
    beforeAll(async () => {
      chat = await chats[name]()
      w = await world(dialect, { env: chat.env })
      chat.start(w)
      const shop = await w.operator()
      productId = (await shop.api.business.products.create.mutate(courseProduct)).id
    })
    afterAll(async () => {
      await w.close()
      await chat.stop()
    })

    const person = (caller: SignedInCaller): Approver => ({ kind: 'user', id: idOf(caller) })
    /** An order that two people have to agree on, one after the other, or the same person twice. */
    const ask = async (isLeadTwice = false) => {
      const { owner, members } = await company(w, `Acme ${++people}`, 'member', 'member', 'viewer')
      const [buyer, lead, viewer] = members
      const stage = (approver: SignedInCaller) => ({ name: 'Check', approvers: [person(approver)], quorum: { kind: 'any' as const }, deadlineHours: 24 })
      await owner.api.business.policies.create.mutate({
        subject: 'order',
        currency: 'USD',
        above: '40.00',
        workflow: { stages: [stage(lead), stage(isLeadTwice ? lead : owner)] },
      })
      const order = await buyer.api.business.orders.place.mutate({ productId, input: courseInput, quantity: 1 })
      await told()
      return { owner, buyer, lead, viewer, order, mine: `Acme ${people}` }
    }
    const told = async () => {
      await w.settle()
      await w.system.chats.outbox.settled()
    }
    const mineOf = async (mine: string) => (await chat.room()).filter(({ text }) => text.includes(mine))
    const codeIn = (answer: string): string => /\b[A-Z0-9]{12}\b/.exec(answer)?.[0] ?? ''
    /** Somebody presses for the first time, is told how to link, does so, and has an account in the chat from then on. */
    const links = async (account: SignedInCaller, value: string) => {
      const who = chat.chatter(++people)
      const code = codeIn(await chat.press(who, value))
      expect(code).not.toBe('')
      const { notifications } = account.api.business
      expect(await notifications.chatOffer.mutate({ code })).toMatchObject({ name: who.name })
      expect((await notifications.linkChat.mutate({ code: ` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()}` })).items).toMatchObject([{ name: who.name }])
      return { who, code }
    }
    const statusOf = async (buyer: SignedInCaller, { id }: { id: string }) => (await buyer.api.business.orders.get.query({ id })).status

    it('asks in the room, takes two approvals from those who are linked and listed, and rewrites what it said', async () => {
      const { owner, buyer, lead, viewer, order, mine } = await ask()
      const [question] = await mineOf(mine)
      expect(question?.text).toContain(courseInput.topic)
      expect(question?.values.map((value) => value.split(':')[0])).toEqual(['approve', 'reject'])
      const [yes = ''] = question?.values ?? []

      const asLead = await links(lead, yes)
      const asViewer = await links(viewer, yes)
      const asBuyer = await links(buyer, yes)
      expect(await statusOf(buyer, order)).toBe('awaiting_approval')
      expect(await chat.press(asViewer.who, yes)).toBe('You may not do this.')
      expect(await chat.press(asBuyer.who, yes)).not.toContain('noted')
      expect(await statusOf(buyer, order)).toBe('awaiting_approval')

      expect(await chat.press(asLead.who, yes)).toBe('You approved the request.')
      expect(await chat.press(asLead.who, yes)).not.toContain('noted')
      await told()
      const [first, second, ...more] = await mineOf(mine)
      expect(more).toEqual([])
      expect(first).toMatchObject({ values: [], text: expect.stringContaining('This stage is complete') })
      const asOwner = await links(owner, second?.values[0] ?? '')
      expect(await chat.press(asOwner.who, second?.values[0] ?? '')).toBe('You approved the request.')
      await told()
      expect(await statusOf(buyer, order)).toBe('awaiting_payment')
      const after = await mineOf(mine)
      expect(after.map(({ values }) => values)).toEqual([[], []])
      expect(after[1]?.text).toContain(`“${owner.account.user.name}” approved`)
      expect(await chat.press(asOwner.who, second?.values[0] ?? '')).not.toContain('noted')
    })

    it('decides only the stage of the message, when one person approves two', async () => {
      const { buyer, lead, order, mine } = await ask(true)
      const [yes = ''] = (await mineOf(mine))[0]?.values ?? []
      const { who } = await links(lead, yes)
      expect(await chat.press(who, yes)).toBe('You approved the request.')
      expect(await chat.press(who, yes)).toContain('changed this in the meantime')
      await told()
      expect(await statusOf(buyer, order)).toBe('awaiting_approval')
      expect(await chat.press(who, (await mineOf(mine))[1]?.values[0] ?? '')).toBe('You approved the request.')
      await told()
      expect(await statusOf(buyer, order)).toBe('awaiting_payment')
    })

    it('says the name of nobody who has deleted their account, in the room as in what is stored', async () => {
      const { buyer, lead, mine } = await ask()
      const names = { asked: `Asking ${mine}`, answered: `Answering ${mine}` }
      await buyer.api.auth.profile.update.mutate({ name: names.asked })
      await lead.api.auth.profile.update.mutate({ name: names.answered })
      const order = await buyer.api.business.orders.place.mutate({ productId, input: courseInput, quantity: 1 })
      await told()
      const asked = (await mineOf(mine)).filter(({ text }) => text.includes(`“${names.asked}” asks`))
      expect(asked).toHaveLength(1)
      const [no = ''] = (asked[0]?.values ?? []).slice(1)
      const asLead = await links(lead, no)
      expect(await chat.press(asLead.who, no)).toBe('You rejected the request.')
      await told()
      expect((await mineOf(mine)).filter(({ text }) => text.includes(`“${names.answered}” rejected`))).toHaveLength(1)

      for (const caller of [lead, buyer]) await caller.api.auth.deleteAccount.mutate({ confirmation: caller.password })
      await told()
      const after = await mineOf(mine)
      const stored = JSON.stringify(await w.db.select().from(w.db.tables.chatMessages))
      for (const name of Object.values(names)) {
        expect(after.filter(({ text }) => text.includes(name))).toEqual([])
        expect(stored).not.toContain(name)
      }
      expect(after.filter(({ text }) => /A deleted user asks/.test(text) && /A deleted user rejected/.test(text))).toHaveLength(1)
      expect(order.id).toBeDefined()
    })

    it('takes a rejection, and rewrites also what was decided on the screen', async () => {
      const one = await ask()
      const no = (await mineOf(one.mine))[0]?.values[1] ?? ''
      const asLead = await links(one.lead, no)
      expect(await chat.press(asLead.who, no)).toBe('You rejected the request.')
      await told()
      expect(await statusOf(one.buyer, one.order)).toBe('cancelled')
      expect(await mineOf(one.mine)).toMatchObject([{ values: [], text: expect.stringContaining('rejected') }])

      const other = await ask()
      const [approval] = (await other.lead.api.business.approvals.list.query({ view: 'mine' })).items
      await other.lead.api.business.approvals.reject.mutate({ id: approval?.id ?? '' })
      await told()
      expect(await mineOf(other.mine)).toMatchObject([{ values: [] }])
    })

    it('believes no name, no stranger, no used code, and nothing in a button that it cannot check', async () => {
      const { buyer, lead, order, mine } = await ask()
      const [yes = ''] = (await mineOf(mine))[0]?.values ?? []
      const { code, who } = await links(lead, yes)
      const stranger = await w.buyer()
      for (const bad of [code, 'AAAABBBBCCCC']) {
        expect(await refusalOf(stranger.api.business.notifications.linkChat.mutate({ code: bad }))).toBe('chat.code_invalid')
        expect(await refusalOf(stranger.api.business.notifications.chatOffer.mutate({ code: bad }))).toBe('chat.code_invalid')
      }
      // Called like the approver, but somebody else.
      expect(codeIn(await chat.press({ id: chat.chatter(8).id, name: lead.account.user.name }, yes))).not.toBe('')
      const { who: asStranger } = await links(stranger, yes)
      expect(await chat.press(asStranger, yes)).toBe('You are not a member of the organization of this request.')
      // A request of this organization under the name of the stranger's own.
      const forged = yes.split(':').with(2, stranger.account.organization.id).join(':')
      expect(await chat.press(asStranger, forged)).toBe('There is no such approval.')
      for (const garbage of ['approve', `${yes}0x`, 'approve:1:2:3']) expect(await chat.press(who, garbage)).toBe('This button is out of date.')
      expect(await statusOf(buyer, order)).toBe('awaiting_approval')
      expect(await lead.api.business.notifications.unlinkChat.mutate({ channel: name === 'embedded' ? 'chat' : name })).toEqual({ items: [] })
      expect(codeIn(await chat.press(who, yes))).not.toBe('')
      expect(await statusOf(buyer, order)).toBe('awaiting_approval')
    })

    it('writes to linked people in person, as they wish', async () => {
      const { lead, buyer, mine } = await ask()
      const channel = name === 'embedded' ? ('chat' as const) : name
      const { notifications } = buyer.api.business
      expect((await notifications.preferences.query()).channels).toEqual(['inbox', 'mail', channel])
      await links(buyer, (await mineOf(mine))[0]?.values[0] ?? '')
      const personal = async () => {
        const { chatMessages } = w.db.tables
        return (await w.db.select().from(chatMessages)).filter(({ recipient, content }) => recipient === 'person' && content.details.includes(mine))
      }
      const [approval] = (await lead.api.business.approvals.list.query({ view: 'mine' })).items
      await notifications.setPreference.mutate({ kind: 'approval.rejected', channel, isOn: true })
      await lead.api.business.approvals.reject.mutate({ id: approval?.id ?? '' })
      await told()
      expect(await personal()).toMatchObject([{ sentRevision: 1, content: { text: expect.stringContaining('rejected'), actions: [] } }])
    })

    it('answers a linked person in their language', async () => {
      const { lead, mine } = await ask()
      const [yes = ''] = (await mineOf(mine))[0]?.values ?? []
      const { who } = await links(lead, yes)
      const { users } = w.db.tables
      await w.db
        .update(users)
        .set({ locale: 'ja' })
        .where(eq(users.id, idOf(lead)))
      expect(await chat.press(who, yes)).toBe('承認を受け付けました。')
      expect(await chat.press(who, yes)).toBe('依頼の状況が変わりました。最新の状況をご確認ください。')
    })

    it('says on the system page which chat is at work', async () => {
      const { parts } = await w.visitor().api.system.parts.query()
      const engines = { embedded: 'page', slack: 'Slack', discord: 'Discord' }
      expect(parts).toContainEqual(expect.objectContaining({ part: 'chat', engine: engines[name], isEmbedded: name === 'embedded' }))
    })
  })

  describe('What comes to the doors of chats', () => {
    let w: World
    let slack: Awaited<ReturnType<typeof slackChat>>
    let discord: Awaited<ReturnType<typeof discordChat>>
    beforeAll(async () => {
      ;[slack, discord] = await Promise.all([slackChat(), discordChat()])
      w = await world(dialect, { env: { ...slack.env, ...discord.env } })
    })
    afterAll(async () => {
      await w.close()
      await Promise.all([slack.stop(), discord.stop()])
    })
    const send = async (path: string, body: string, headers: Record<string, string>) => {
      const response = await fetch(`${w.origin}/api/v1/chat/${path}/interactions`, { method: 'POST', headers, body })
      const text = await response.text()
      return { status: response.status, body: text === '' ? '' : JSON.parse(text) }
    }

    it('is refused without a signature, with an old one, and with one of other bytes', async () => {
      const refused = { status: 401, body: { code: 'chat.bad_signature' } }
      const [forSlack, forDiscord] = [slack.server.interactionBody({ id: 'U1', name: 'x' }, 'y'), discord.server.interactionBody({ id: '1', name: 'x' }, 'y')]
      const old = new Date(Date.now() - 400_000)
      expect(await send('slack', forSlack, {})).toMatchObject(refused)
      expect(await send('slack', forSlack, slack.server.signed(forSlack, old))).toMatchObject(refused)
      expect(await send('slack', `${forSlack}x`, slack.server.signed(forSlack, new Date()))).toMatchObject(refused)
      expect(await send('discord', forDiscord, {})).toMatchObject(refused)
      expect(await send('discord', forDiscord, discord.server.signed(forDiscord, old))).toMatchObject(refused)
      expect(await send('discord', `${forDiscord} `, discord.server.signed(forDiscord, new Date()))).toMatchObject(refused)
      expect(await send('discord', forDiscord, { ...discord.server.signed(forDiscord, new Date()), 'x-signature-ed25519': 'zz' })).toMatchObject(refused)
    })
    it('is greeted back when Discord asks who is there', async () => {
      const ping = discord.server.pingBody()
      expect(await send('discord', ping, discord.server.signed(ping, new Date()))).toEqual({ status: 200, body: { type: 1 } })
    })
    it('does nothing when it is signed garbage', async () => {
      for (const garbage of ['', 'payload=', 'payload=%7B%7D', '{}']) {
        expect((await send('slack', garbage, slack.server.signed(garbage, new Date()))).status).toBe(200)
        expect(await send('discord', garbage, discord.server.signed(garbage, new Date()))).toMatchObject({ status: 400, body: { code: 'input.malformed' } })
      }
    })
    it('finds no page for whoever develops beside a real chat', async () => {
      expect(await (await fetch(`${w.origin}/dev/chat`)).text()).not.toContain('Messages stay here')
    })
  })

  describe('The page for whoever develops', () => {
    it('is for this machine and its own pages only, and there is none in production', async () => {
      const [dev, production] = await Promise.all([world(dialect), world(dialect, { env: { NODE_ENV: 'production' } })])
      const press = (headers: Record<string, string>) =>
        fetch(`${dev.origin}/dev/chat`, { method: 'POST', headers, body: new URLSearchParams({ as: 'x', value: 'y' }) }).then(({ status }) => status)
      expect(await press({ origin: dev.origin })).toBe(200)
      expect(await press({ origin: 'https://evil.test' })).toBe(403)
      expect(await press({})).toBe(403)
      expect(await press({ origin: 'null' })).toBe(403)
      expect(await (await fetch(`${production.origin}/dev/chat`)).text()).not.toContain('Messages stay here')
      expect((await production.visitor().api.system.parts.query()).parts).toContainEqual(expect.objectContaining({ part: 'chat', engine: 'none' }))
      await Promise.all([dev.close(), production.close()])
    })
  })
})
