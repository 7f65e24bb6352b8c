import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Caller, courseInput, courseProduct, refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'
import { openSocket } from '../support/procedures.ts'
import { isOfOrder, watch } from '../support/watcher.ts'

describe.each(storyDialects)('Rights that change while a socket is open, on %s', async (dialect) => {
  const { visitor, buyer, operator, system, settle, close } = await world(dialect)
  afterAll(close)
  const shop = await operator()
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const open: ReturnType<typeof watch>[] = []
  const watching = async (caller: Caller) => {
    const page = watch(caller)
    open.push(page)
    await page.started()
    return page
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()))
  })
  const order = async (caller: SignedInCaller) => (await caller.api.business.orders.place.mutate({ productId: product.id, input: courseInput })).id

  /** A colleague of `owner`, who acts in the owner's organization. */
  const colleague = async (owner: SignedInCaller, role: 'admin' | 'member' | 'viewer' = 'member') => {
    const person = await buyer()
    const { email } = person.account.user
    await owner.api.organizations.invitations.create.mutate({ email, role })
    const mail = (await system.services.mailbox.latest(20)).find(({ to, text }) => to === email && text.includes('/invitation?'))
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    await person.api.organizations.invitations.accept.mutate({ token })
    await person.api.organizations.switch.mutate({ id: owner.account.organization.id })
    return person
  }

  it('role removed while a socket is open: not one more event of the organization is seen', async () => {
    const owner = await buyer()
    const person = await colleague(owner)
    const page = await watching(person)
    const before = await order(owner)
    await page.sees(isOfOrder(before))
    await owner.api.organizations.members.remove.mutate({ userId: person.account.user.id })
    const after = await order(owner)
    await settle()
    // What they still have is their own organization: the line comes back and shows that, from the beginning.
    await page.startedAnew()
    const own = await person.api.auth.me.query()
    expect(own.organization.id).toBe(person.account.organization.id)
    const mine = await order(person)
    await page.sees(isOfOrder(mine))
    expect(page.events().filter(isOfOrder(after))).toEqual([])
    expect(page.snapshots().every((state) => !JSON.stringify(state).includes(after))).toBe(true)
  })

  it('a role that becomes another counts at the next call, and the socket goes on without a gap', async () => {
    const owner = await buyer()
    const person = await colleague(owner, 'member')
    const page = await watching(person)
    await order(person)
    await owner.api.organizations.members.setRole.mutate({ userId: person.account.user.id, role: 'viewer' })
    expect(await refusalOf(order(person))).toBe('auth.forbidden')
    const seen = await order(owner)
    await page.sees(isOfOrder(seen))
    const seqs = page.events().map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
    expect(page.snapshots()).toHaveLength(1)
  })

  it('an organization that is switched in another window is shown from the beginning, and nothing of the one before is gone on with', async () => {
    const owner = await buyer()
    const person = await colleague(owner)
    const page = await watching(person)
    const before = await order(owner)
    await page.sees(isOfOrder(before))
    await person.api.organizations.switch.mutate({ id: person.account.organization.id })
    await page.startedAnew()
    const mine = await order(person)
    await page.sees(isOfOrder(mine))
    expect(JSON.stringify(page.snapshots().at(-1))).not.toContain(before)
    await person.api.organizations.switch.mutate({ id: owner.account.organization.id })
    await page.startedAnew(3)
    expect(JSON.stringify(page.snapshots().at(-1))).toContain(before)
  })

  it('what is pressed on a page that shows another organization, or another person, is not done', async () => {
    const owner = await buyer()
    const person = await colleague(owner)
    const [theirs, own] = [owner, person].map(({ account }) => ({ 'x-shown-to': `${person.account.user.id}@${account.organization.id}` }))
    const task = { title: 'Bake', type: 'review' }
    expect((await person.rest('POST', '/tasks', task, theirs)).status).toBe(201)
    await person.api.organizations.switch.mutate({ id: person.account.organization.id })
    for (const key of [{}, { 'idempotency-key': `shown-${dialect}` }]) {
      const refused = await person.rest('POST', '/tasks', task, { ...theirs, ...key })
      expect([refused.status, refused.body.code]).toEqual([409, 'session.changed'])
    }
    const left = await person.rest('POST', '/organization/leave', undefined, theirs)
    expect([left.status, left.body.code]).toEqual([409, 'session.changed'])
    const stranger = { 'x-shown-to': `${owner.account.user.id}@${person.account.organization.id}` }
    expect((await person.rest('POST', '/tasks', task, stranger)).body.code).toBe('session.changed')
    // Looked at again and pressed once more, it is: the refusal was not kept for the key.
    expect((await person.rest('POST', '/tasks', task, { ...own, 'idempotency-key': `shown-${dialect}` })).status).toBe(201)
  })

  it('a custom role that loses a permission takes it from everyone who holds it, at once', async () => {
    const owner = await buyer()
    const person = await colleague(owner, 'viewer')
    const role = await owner.api.organizations.roles.create.mutate({ name: 'Watcher', permissions: ['state:read', 'order:read'] })
    await owner.api.organizations.members.setRole.mutate({ userId: person.account.user.id, role: role.key })
    const page = await watching(person)
    await owner.api.organizations.roles.update.mutate({ id: role.key, name: 'Watcher', permissions: ['order:read'], version: role.version })
    await page.refused()
    expect(page.refusals).toContain('auth.forbidden')
    expect(await person.api.business.orders.list.query({})).toMatchObject({ items: [] })
  })

  it('a client that does not hang up when told to is heard no more, and changes nothing over the socket anyway', async () => {
    const owner = await buyer()
    const person = await colleague(owner)
    const socket = openSocket(person)
    await once(socket, 'open')
    const answers: string[] = []
    socket.on('message', (text) => void answers.push(String(text)))
    const say = (id: number, method: string, path: string, input: unknown) => socket.send(JSON.stringify({ id, method, params: { path, input } }))
    say(1, 'mutation', 'agents.tasks.create', { title: 'Over the socket', type: 'review' })
    say(2, 'subscription', 'state.watch', {})
    while (!answers.some((text) => text.includes('snapshot'))) await sleep(5)
    expect(answers.join()).toContain('request.over_http')
    const close = socket.close
    socket.close = () => undefined // it ignores the server's goodbye
    await owner.api.organizations.members.remove.mutate({ userId: person.account.user.id })
    const before = answers.length
    say(3, 'subscription', 'state.watch', {})
    await sleep(200)
    expect(answers).toHaveLength(before)
    expect(await owner.api.agents.tasks.list.query({})).toMatchObject({ items: [] })
    socket.close = close
    socket.terminate()
  })

  it('a session that ends elsewhere ends its socket', async () => {
    const person = await buyer()
    const other = visitor()
    await other.api.auth.login.mutate({ email: person.account.user.email, password: person.password })
    const page = await watching(other)
    await person.api.auth.sessions.endOthers.mutate()
    await page.refused()
    expect(page.refusals).toContain('auth.required')
  })
})
