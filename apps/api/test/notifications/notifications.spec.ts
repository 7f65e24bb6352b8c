import { randomUUID } from 'node:crypto'
import { type Notification, orderTitle } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { mailedToken } from '../support/organizations.ts'
import { isOfOrder, watch } from '../support/watcher.ts'

const idOf = ({ account }: SignedInCaller) => account.user.id
const organizationOf = ({ account }: SignedInCaller) => account.organization.id
const brief = { brief: 'Help us to bake more bread.' }

describe.each(storyDialects)('On %s', (dialect) => {
  let w: World
  let shop: SignedInCaller
  let course: { id: string }
  let advice: { id: string }
  beforeAll(async () => {
    w = await world(dialect)
    shop = await w.operator()
    course = await shop.api.business.products.create.mutate(courseProduct)
    advice = await shop.api.business.products.create.mutate({ ...courseProduct, name: 'Advice', category: 'business_consulting' })
  })
  afterAll(() => w.close())

  const orders = (buyer: SignedInCaller, productId = course.id) =>
    buyer.api.business.orders.place.mutate({ productId, input: productId === course.id ? courseInput : brief })
  const buys = async (buyer: SignedInCaller, productId = course.id) => {
    const order = await orders(buyer, productId)
    await buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await w.settle()
    return order
  }
  const inboxOf = async (reader: SignedInCaller): Promise<Notification[]> => (await reader.api.business.notifications.list.query({})).items
  const kindsOf = async (reader: SignedInCaller) => (await inboxOf(reader)).map(({ kind }) => kind)
  const unreadOf = async (reader: SignedInCaller) => (await reader.api.business.notifications.unread.query()).unread
  /** Makes somebody a member of somebody else's organization, and looks at it as they do. */
  const joins = async (person: SignedInCaller, owner: SignedInCaller): Promise<void> => {
    const membership = { organizationId: organizationOf(owner), userId: idOf(person), role: 'member' as const, createdAt: new Date() }
    await w.db.insert(w.db.tables.memberships).values(membership)
    await person.api.organizations.switch.mutate({ id: organizationOf(owner) })
  }

  describe('Whoever placed an order', () => {
    it('is told once that it is fulfilled, with what it is', async () => {
      const buyer = await w.buyer()
      const order = await buys(buyer)
      expect(await inboxOf(buyer)).toEqual([
        {
          id: expect.any(String),
          organizationId: organizationOf(buyer),
          kind: 'order.fulfilled',
          createdAt: expect.any(String),
          readAt: null,
          subject: 'order',
          subjectId: order.id,
          title: courseInput.topic,
          person: null,
        },
      ])
      expect(await unreadOf(buyer)).toBe(1)
    })

    it('is told by whom, when a person delivered it', async () => {
      const buyer = await w.buyer()
      const order = await buys(buyer, advice.id)
      const { id } = order
      expect(await inboxOf(buyer)).toEqual([])
      await shop.api.business.orders.fulfil.mutate({ id, version: (await buyer.api.business.orders.get.query({ id })).version })
      await w.settle()
      expect(await inboxOf(buyer)).toMatchObject([{ kind: 'order.fulfilled', subjectId: id, title: orderTitle(order), person: shop.account.user.name }])
    })

    it('is told when a colleague cancels it, and not when they do it themselves', async () => {
      const [buyer, colleague] = await Promise.all([w.buyer(), w.buyer()])
      await joins(colleague, buyer)
      const [mine, theirs] = [await orders(buyer), await orders(buyer)]
      await buyer.api.business.orders.cancel.mutate({ id: mine.id, version: mine.version })
      await colleague.api.business.orders.cancel.mutate({ id: theirs.id, version: theirs.version })
      await w.settle()
      expect(await inboxOf(buyer)).toMatchObject([{ kind: 'order.cancelled', subjectId: theirs.id, person: colleague.account.user.name }])
      expect(await inboxOf(colleague)).toEqual([])
    })

    it('is told that their payment failed', async () => {
      const buyer = await w.buyer()
      const order = await orders(buyer)
      const declined = buyer.api.business.payments.pay.mutate({ orderId: order.id, card: { ...testCard, number: '4000000000000002' } })
      expect(await refusalOf(declined)).toBe('payment.declined')
      await w.settle()
      expect(await inboxOf(buyer)).toMatchObject([{ kind: 'payment.failed', subject: 'order', subjectId: order.id }])
    })

    it('is told nothing any more once they have left', async () => {
      const [buyer, owner] = await Promise.all([w.buyer(), w.buyer()])
      await joins(buyer, owner)
      const order = await orders(buyer)
      await owner.api.organizations.members.remove.mutate({ userId: idOf(buyer) })
      await owner.api.business.orders.cancel.mutate({ id: order.id, version: order.version })
      await w.settle()
      expect(await w.db.$count(w.db.tables.notifications, eq(w.db.tables.notifications.userId, idOf(buyer)))).toBe(0)
    })
  })

  describe('An event', () => {
    const happened = (buyer: SignedInCaller, orderId: string, at = new Date()) => ({
      eventId: newId(new Date()),
      organizationId: organizationOf(buyer),
      kind: 'order.failed' as const,
      at,
      personId: null,
      about: { subject: 'order' as const, subjectId: orderId, title: 'Bread' },
      concerns: [idOf(buyer), idOf(buyer)],
    })
    it('that is delivered again, by two servers at once too, tells nobody twice', async () => {
      const buyer = await w.buyer()
      const news = happened(buyer, randomUUID())
      await Promise.all([1, 2, 3, 4].map(() => w.system.notify(news)))
      await w.system.notify(news)
      expect(await kindsOf(buyer)).toEqual(['order.failed'])
    })
    it('of long ago tells nobody: a log that is read from its beginning floods no inbox', async () => {
      const buyer = await w.buyer()
      await w.system.notify(happened(buyer, randomUUID(), new Date(Date.now() - 25 * 3_600_000)))
      expect(await inboxOf(buyer)).toEqual([])
    })
    it('of a job without an order is told to who asked for it, and with an order left to the order', async () => {
      const buyer = await w.buyer()
      const { id: jobId } = await buyer.api.agents.jobs.generate.mutate({ type: 'course', input: courseInput })
      await w.settle()
      const organizationId = organizationOf(buyer)
      const fails = (orderId: string | null) =>
        w.db.transaction(async (tx) =>
          tx.emit('job.failed', { organizationId, actorId: null, data: { jobId, jobType: 'course', orderId, errorCode: 'model.unavailable' } }),
        )
      await fails(newId(new Date()))
      await w.settle()
      expect(await inboxOf(buyer)).toEqual([])
      await fails(null)
      await w.settle()
      expect(await inboxOf(buyer)).toMatchObject([{ kind: 'job.failed', subject: 'course', title: expect.stringContaining('Bread') }])
    })
    it('of an accepted invitation is told to who sent it', async () => {
      const [owner, guest] = await Promise.all([w.buyer(), w.buyer()])
      const invited = await owner.api.organizations.invitations.create.mutate({ email: guest.account.user.email, role: 'member' })
      await guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(w, guest.account.user.email) })
      await w.settle()
      expect(await inboxOf(owner)).toMatchObject([
        { kind: 'invitation.accepted', subject: 'invitation', subjectId: invited.id, title: null, person: guest.account.user.name },
      ])
      expect(await inboxOf(guest)).toEqual([])
    })
  })

  describe('Reading', () => {
    it('one, or all up to what was shown, counts down', async () => {
      const buyer = await w.buyer()
      for (let i = 0; i < 3; i++) await buys(buyer)
      const { notifications } = buyer.api.business
      const [newest, middle, oldest] = await inboxOf(buyer)
      const read = await notifications.read.mutate({ id: middle!.id })
      expect(read).toEqual({ ...middle, readAt: expect.any(String) })
      expect(await notifications.read.mutate({ id: middle!.id })).toEqual(read)
      expect(await unreadOf(buyer)).toBe(2)
      expect((await notifications.list.query({ show: 'unread' })).items.map(({ id }) => id)).toEqual([newest!.id, oldest!.id])
      expect(await notifications.readAll.mutate({ until: middle!.createdAt })).toEqual({ unread: 1 })
      expect((await notifications.list.query({ show: 'unread' })).items.map(({ id }) => id)).toEqual([newest!.id])
      expect(await notifications.readAll.mutate({})).toEqual({ unread: 0 })
      expect(await inboxOf(buyer)).toHaveLength(3)
    })

    it('turns pages without a gap or a repeat', async () => {
      const buyer = await w.buyer()
      for (let i = 0; i < 5; i++) {
        const news = { eventId: newId(new Date()), organizationId: organizationOf(buyer), kind: 'order.failed' as const, at: new Date(), personId: null }
        await w.system.notify({ ...news, about: { subject: 'order', subjectId: newId(new Date()), title: String(i) }, concerns: [idOf(buyer)] })
      }
      const seen: (string | null)[] = []
      let cursor: string | undefined
      do {
        const page = await buyer.api.business.notifications.list.query({ limit: 2, ...(cursor !== undefined && { cursor }) })
        seen.push(...page.items.map(({ title }) => title))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual(['4', '3', '2', '1', '0'])
    })
  })

  describe("Somebody else's inbox", () => {
    it('is closed: to colleagues, to strangers and to operators', async () => {
      const [buyer, colleague, stranger] = await Promise.all([w.buyer(), w.buyer(), w.buyer()])
      await joins(colleague, buyer)
      await buys(buyer)
      const [{ id } = { id: '' }] = await inboxOf(buyer)
      for (const other of [colleague, stranger, shop]) {
        expect((await inboxOf(other)).map((told) => told.id)).not.toContain(id)
        expect(await refusalOf(other.api.business.notifications.read.mutate({ id }))).toBe('notification.not_found')
        await other.api.business.notifications.readAll.mutate({})
      }
      expect(await unreadOf(buyer)).toBe(1)
    })

    it('is told live to its reader alone', async () => {
      const [buyer, colleague] = await Promise.all([w.buyer(), w.buyer()])
      await joins(colleague, buyer)
      const [mine, theirs, operators] = [watch(buyer), watch(colleague), watch(shop)]
      await Promise.all([mine.started(), theirs.started(), operators.started()])
      await buys(buyer)
      await mine.sees(({ name }) => name === 'notification.created')
      const [{ id } = { id: '' }] = await inboxOf(buyer)
      await buyer.api.business.notifications.read.mutate({ id })
      await mine.sees(({ name }) => name === 'notification.read')
      const told = mine.events().filter(({ name }) => name.startsWith('notification.'))
      expect(told.map(({ name, data }) => [name, data])).toEqual([
        ['notification.created', { notificationId: id, userId: idOf(buyer) }],
        ['notification.read', { userId: idOf(buyer) }],
      ])
      // Something later that all of them may see: whatever came before it has reached them by then.
      const last = await orders(buyer)
      for (const page of [theirs, operators]) {
        await page.sees(isOfOrder(last.id))
        expect(page.events().filter(({ name }) => name.startsWith('notification.'))).toEqual([])
      }
      for (const page of [mine, theirs, operators]) {
        expect(JSON.stringify(page.snapshots().at(-1))).not.toContain('notification.')
        await page.close()
      }
    })
  })

  describe('Approvals', () => {
    const asked = async (requester: SignedInCaller, title: string) => {
      const approvalId = newId(new Date())
      const at = new Date()
      await w.db.insert(w.db.tables.approvals).values({
        id: approvalId,
        organizationId: organizationOf(requester),
        policyId: newId(new Date()),
        resourceType: 'order',
        resourceId: newId(new Date()),
        title,
        requesterId: idOf(requester),
        status: 'pending',
        awaits: 'approvers',
        round: 1,
        stage: 0,
        stages: [],
        dueAt: at,
        createdAt: at,
        updatedAt: at,
      })
      const base = { approvalId, resourceType: 'order' as const, resourceId: newId(new Date()), requesterId: idOf(requester) }
      const cause = { organizationId: organizationOf(requester), actorId: null }
      return { approvalId, base, cause }
    }

    it('are told to those whose turn it is, and their end to who asked', async () => {
      const [requester, approver] = await Promise.all([w.buyer(), w.buyer()])
      await joins(approver, requester)
      const { approvalId, base, cause } = await asked(requester, 'A large order')
      const turn = { ...base, userIds: [idOf(approver), idOf(requester)] }
      await w.db.transaction(async (tx) => {
        tx.emit('approval.opened', { ...cause, actorId: idOf(requester), data: { ...turn, stage: 1 } })
        tx.emit('approval.reminded', { ...cause, data: turn })
        tx.emit('approval.escalated', { ...cause, data: turn })
        tx.emit('approval.sent_back', { ...cause, actorId: idOf(approver), data: { ...base, userIds: [idOf(requester)] } })
        tx.emit('approval.approved', { ...cause, actorId: idOf(approver), data: base })
        tx.emit('approval.expired', { ...cause, data: base })
      })
      await w.settle()
      const told = { subject: 'approval', subjectId: approvalId, title: 'A large order' }
      const [byRequester, byApprover] = [{ person: requester.account.user.name }, { person: approver.account.user.name }]
      expect((await inboxOf(approver)).toReversed()).toMatchObject([
        { kind: 'approval.opened', ...told, ...byRequester },
        { kind: 'approval.reminded', ...told },
        { kind: 'approval.escalated', ...told },
      ])
      expect((await inboxOf(requester)).toReversed()).toMatchObject([
        { kind: 'approval.sent_back', ...told, ...byApprover },
        { kind: 'approval.approved', ...told, ...byApprover },
        { kind: 'approval.expired', ...told, person: null },
      ])
    })
  })

  describe('Preferences', () => {
    const verified = async (reader: SignedInCaller, locale: 'en' | 'ja' = 'en'): Promise<void> => {
      const { users } = w.db.tables
      await w.db
        .update(users)
        .set({ emailVerifiedAt: new Date(), locale })
        .where(eq(users.id, idOf(reader)))
    }
    const tells = (reader: SignedInCaller, kind: Notification['kind'] = 'order.fulfilled') =>
      w.system.notify({
        eventId: newId(new Date()),
        organizationId: organizationOf(reader),
        kind,
        at: new Date(),
        personId: null,
        concerns: [idOf(reader)],
        about: { subject: 'order', subjectId: newId(new Date()), title: 'Better bread' },
      })
    const subjects = ['Your order was delivered', 'Your order could not be finished', 'ご注文を納品しました']
    const mailsTo = async ({ account }: SignedInCaller) =>
      (await w.system.services.mailbox.latest(200)).filter(({ to, subject }) => to === account.user.email && subjects.includes(subject))

    it('are the usual ones until they are changed, one by one', async () => {
      const { notifications } = (await w.buyer()).api.business
      const usual = await notifications.preferences.query()
      expect(usual.channels.slice(0, 2)).toEqual(['inbox', 'mail'])
      const onOf = ({ items }: typeof usual, kind: Notification['kind']) => items.find((item) => item.kind === kind)?.on.filter((on) => on !== 'chat')
      expect(onOf(usual, 'order.fulfilled')).toEqual(['inbox', 'mail'])
      const changed = await notifications.setPreference.mutate({ kind: 'order.fulfilled', channel: 'mail', isOn: false })
      expect(onOf(changed, 'order.fulfilled')).toEqual(['inbox'])
      await notifications.setPreference.mutate({ kind: 'order.fulfilled', channel: 'mail', isOn: true })
      expect(await notifications.preferences.query()).toEqual(usual)
    })

    it('send a letter in the reader’s language, once, with where it leads', async () => {
      const buyer = await w.buyer()
      await verified(buyer, 'ja')
      await tells(buyer)
      const [letter, ...more] = await mailsTo(buyer)
      expect(more).toEqual([])
      expect(letter).toMatchObject({ subject: 'ご注文を納品しました' })
      expect(letter?.text).toContain(`${w.config.publicUrl}/orders/`)
      expect(letter?.text).toContain('/settings/notifications')
    })

    it('keep mail away from an address that nobody confirmed', async () => {
      const buyer = await w.newcomer()
      expect(await buyer.api.business.notifications.preferences.query()).toMatchObject({ isEmailVerified: false })
      await tells(buyer)
      expect(await mailsTo(buyer)).toEqual([])
      expect(await kindsOf(buyer)).toEqual(['order.fulfilled'])
    })

    it('hold: mail alone, inbox alone, or nothing', async () => {
      const buyer = await w.buyer()
      await verified(buyer)
      const { setPreference } = buyer.api.business.notifications
      await setPreference.mutate({ kind: 'order.fulfilled', channel: 'inbox', isOn: false })
      await tells(buyer)
      expect([await kindsOf(buyer), await unreadOf(buyer), (await mailsTo(buyer)).length]).toEqual([[], 0, 1])
      await setPreference.mutate({ kind: 'order.fulfilled', channel: 'mail', isOn: false })
      await tells(buyer)
      expect([await kindsOf(buyer), (await mailsTo(buyer)).length]).toEqual([[], 1])
      await tells(buyer, 'order.failed')
      expect([await kindsOf(buyer), (await mailsTo(buyer)).length]).toEqual([['order.failed'], 2])
    })

    it('are a person’s own', async () => {
      const [one, other] = await Promise.all([w.buyer(), w.buyer()])
      const before = await other.api.business.notifications.preferences.query()
      await one.api.business.notifications.setPreference.mutate({ kind: 'order.failed', channel: 'inbox', isOn: false })
      expect(await other.api.business.notifications.preferences.query()).toEqual(before)
    })
  })

  describe('What is old', () => {
    it('is forgotten after 90 days', async () => {
      const buyer = await w.buyer()
      await buys(buyer)
      const { notifications } = w.db.tables
      const mine = eq(notifications.userId, idOf(buyer))
      await w.system.services.notifications.sweep()
      expect(await w.db.$count(notifications, mine)).toBe(1)
      await w.db
        .update(notifications)
        .set({ createdAt: new Date(Date.now() - 91 * 24 * 3_600_000) })
        .where(mine)
      await w.system.services.notifications.sweep()
      expect(await w.db.$count(notifications, mine)).toBe(0)
    })
  })
})
