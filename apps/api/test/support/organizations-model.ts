import { type errors, grantablePermissions, type OrganizationRole, organizationRoles, ownAccount, type Permission, rolePermissions } from '@pantheon/contract'
import fc from 'fast-check'

export const people = 4
const slots = 2
const seconds = 1000
/** What custom roles and keys of these stories are made of. */
const palette = ['member:read', 'member:manage', 'role:manage', 'team:manage', 'order:read', 'organization:delete'] as const satisfies Permission[]

/** A role as the model knows it: a built-in one's name, or the number of a custom one. */
export type ModelRole = OrganizationRole | number
/** Where a session acts: in the story's organization, or in the one that is its person's own. */
export type Place = 'story' | 'home'
/** `done`, `refused` for whatever reason, or refused with this code. */
export type Verdict = 'done' | 'refused' | keyof typeof errors

interface Key {
  holder: number
  granted: readonly Permission[]
  isAlive: boolean
}
/** A session of a program, with the refresh tokens that followed each other in it. */
interface Family {
  holder: number
  place: Place
  isAlive: boolean
  refresh: { usedAt: number | null }[]
}
interface AccessToken {
  family: Family
  place: Place
  expiresAt: number
}

/** All that decides who may do what, as plainly as it can be said. */
export class Model {
  readonly members = new Map<number, ModelRole>([[0, 'owner']])
  readonly roles = new Map<number, readonly Permission[]>()
  /** Who is asked in, as what, by whom. */
  readonly invited = new Map<number, { by: number; role: ModelRole }>()
  readonly keys: Key[] = []
  readonly families: Family[] = []
  readonly tokens: AccessToken[] = []

  private readonly now: () => number
  constructor(now: () => number) {
    this.now = now
  }

  ofRole(role: ModelRole): ReadonlySet<Permission> | undefined {
    const granted = typeof role === 'number' ? this.roles.get(role) : rolePermissions[role]
    return granted && new Set([...ownAccount, ...granted])
  }
  of(person: number, place: Place = 'story'): ReadonlySet<Permission> {
    const role = place === 'home' ? 'owner' : this.members.get(person)
    return (role !== undefined && this.ofRole(role)) || new Set()
  }
  covers(actor: number, wanted: Iterable<Permission> | undefined): boolean {
    return wanted !== undefined && [...wanted].every((permission) => ownAccount.includes(permission) || this.of(actor).has(permission))
  }
  isLastOwner(person: number): boolean {
    return this.members.get(person) === 'owner' && [...this.members.values()].filter((role) => role === 'owner').length === 1
  }
  mayInvite(actor: number, role: ModelRole): boolean {
    return this.of(actor).has('member:manage') && this.covers(actor, this.ofRole(role))
  }
  joins(person: number, role: ModelRole): void {
    this.invited.delete(person)
    this.members.set(person, role)
  }
  /** Nobody is asked in by somebody who could not ask them now. */
  withdrawUnfounded(): void {
    for (const [person, { by, role }] of this.invited) if (!this.mayInvite(by, role)) this.invited.delete(person)
  }
  goes(person: number): void {
    this.members.delete(person)
    for (const key of this.keys) if (key.holder === person) key.isAlive = false
  }

  /** A session whose person is no longer in the organization goes on at home, from the next time it is used. */
  private settle(family: Family): Place {
    if (!this.members.has(family.holder)) family.place = 'home'
    return family.place
  }
  private issue(family: Family): void {
    const expiresAt = (Math.floor(this.now() / seconds) + 15 * 60 + 60) * seconds // 15 minutes, and 60 s for the clocks of others
    this.tokens.push({ family, place: this.settle(family), expiresAt })
  }
  /** What an access token gets: to act somewhere, or no for an answer. */
  answer(index: number): Place | 'auth.token_expired' | 'auth.token_invalid' {
    const { family, place, expiresAt } = this.tokens[index]!
    if (this.now() >= expiresAt) return 'auth.token_expired'
    if (!family.isAlive) return 'auth.token_invalid'
    return this.settle(family) === place ? place : 'auth.token_expired'
  }
  signIn(holder: number): void {
    const family: Family = { holder, place: 'home', isAlive: true, refresh: [{ usedAt: null }] }
    this.families.push(family)
    this.issue(family)
  }
  refresh(family: Family, shown: number): Verdict {
    const token = family.refresh[shown]!
    if (!family.isAlive) return 'auth.token_invalid'
    if (token.usedAt === null) {
      token.usedAt = this.now()
      family.refresh.push({ usedAt: null })
    } else if (this.now() - token.usedAt > 30 * seconds) {
      family.isAlive = false
      return 'auth.token_reused'
    }
    this.issue(family)
    return 'done'
  }
  /** Somebody's sessions end, but for the one that `via` belongs to. */
  endOthers(holder: number, via: number | null): void {
    const own = via === null ? undefined : this.tokens[via]!.family
    for (const family of this.families) if (family.holder === holder && family !== own) family.isAlive = false
  }
}

const person = fc.nat({ max: people - 1 })
const slot = fc.nat({ max: slots - 1 })
const role = fc.oneof(fc.constantFrom<ModelRole>(...organizationRoles), slot)
const some = fc.uniqueArray(fc.constantFrom(...palette), { maxLength: 4 })
// Tokens, families and generations are drawn as distances from the newest one: the newer tell the better stories.
const token = fc.nat({ max: 9 })
const family = fc.nat({ max: 5 })
const shown = fc.constantFrom<number>(0, 0, 0, 1, 1, 2)
const pause = fc.constantFrom<number>(20, 20, 40, 17 * 60)
/** In the browser, or with an access token. */
const by = { actor: person, via: fc.option(token, { freq: 2 }) }
const named = <const Op extends string, const Fields extends object>(op: Op, fields: { [K in keyof Fields]: fc.Arbitrary<Fields[K]> }, weight: number) => ({
  weight,
  arbitrary: fc.record({ op: fc.constant(op), ...fields }) as fc.Arbitrary<{ op: Op } & Fields>,
})
const step = fc.oneof(
  named('setRole', { ...by, target: person, role }, 4),
  named('invite', { ...by, target: person, role }, 4),
  named('accept', { target: person }, 4),
  named('remove', { ...by, target: person }, 2),
  named('transfer', { ...by, target: person }, 1),
  named('leave', by, 1),
  named('makeRole', { ...by, slot, granted: some }, 3),
  named('changeRole', { ...by, slot, granted: some }, 3),
  named('dropRole', { ...by, slot }, 1),
  named('makeKey', { ...by, granted: some }, 2),
  named('signIn', { actor: person }, 2),
  named('switch', { token, to: fc.constantFrom<Place>('story', 'story', 'home') }, 5),
  named('refresh', { family, shown }, 5),
  named('logOut', { token }, 1),
  named('endOne', { ...by, family }, 1),
  named('endOthers', by, 1),
  named('changePassword', by, 1),
  named('wait', { seconds: pause }, 1),
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
/** An answer that got lost, or a copy that was taken: some time after a refresh the same token, or its successor, is shown. */
const again = fc.record({ family, pause, shown }).map(({ family, pause, shown }): Step[] => [
  { op: 'refresh', family, shown: 0 },
  { op: 'wait', seconds: pause },
  { op: 'refresh', family, shown: 1 },
  { op: 'refresh', family, shown },
])
export const steps = fc
  .array(fc.oneof({ weight: 14, arbitrary: step.map((each) => [each]) }, { weight: 1, arbitrary: again }), { minLength: 18, maxLength: 32, size: 'max' })
  .map((drawn) => drawn.flat())

const owner = { actor: 0, via: null }
const program = (actor: number): Step[] => [
  { op: 'signIn', actor },
  { op: 'switch', token: 0, to: 'story' },
  { op: 'refresh', family: 0, shown: 0 },
]
/** How each story begins, so that there is somebody above and somebody below from the start, with programs of theirs. */
export const prelude: Step[] = [
  { op: 'makeRole', ...owner, slot: 0, granted: ['member:read', 'member:manage', 'role:manage'] },
  { op: 'makeRole', ...owner, slot: 1, granted: ['member:read', 'order:read'] },
  { op: 'invite', ...owner, target: 1, role: 0 },
  { op: 'accept', target: 1 },
  { op: 'invite', ...owner, target: 2, role: 'admin' },
  { op: 'accept', target: 2 },
  { op: 'makeKey', ...owner, granted: ['member:manage', 'order:read'] },
  ...program(1),
  ...program(2),
]

const ownAffairs: readonly Step['op'][] = ['endOne', 'endOthers', 'changePassword']
const fromNewest = (count: number, back: number): number => count - 1 - (back % count)
/** One of several, the newer the likelier; every other time one that is of use, as long as there are any. */
const pick = (count: number, drawn: number, isOfUse: (each: number) => boolean): number => {
  const all = [...Array(count).keys()]
  const useful = all.filter(isOfUse)
  const among = drawn % 2 === 0 && useful.length > 0 ? useful : all
  return among[fromNewest(among.length, drawn >> 1)]!
}

/** A step as it was drawn, about what there is in the model. */
export const aim = (model: Model, drawn: Step): Step => {
  const { tokens, families, members } = model
  const s = { ...drawn }
  const isActing = (each: number) => ['story', 'home'].includes(model.answer(each))
  if ('token' in s) s.token = pick(tokens.length, s.token, isActing)
  if ('family' in s) s.family = pick(families.length, s.family, (each) => families[each]!.isAlive)
  if ('shown' in s) s.shown = fromNewest(families[s.family]!.refresh.length, s.shown)
  if (s.op === 'accept') s.target = pick(people, s.target, (each) => model.invited.has(each))
  if (!('via' in s)) return s
  const isOwn = ownAffairs.includes(s.op)
  // Who is not in the organization acts in their own, where all of this is theirs to do: only members are asked.
  if (!isOwn) s.actor = [...members.keys()][s.actor % members.size]!
  if (s.via === null || tokens.length === 0) return { ...s, via: null }
  const via = pick(tokens.length, s.via, isActing)
  if (!isOwn && model.answer(via) === 'home') return { ...s, via: null }
  return { ...s, via, actor: tokens[via]!.family.holder }
}

/** What the model says to a step; when it is allowed, it is done in the model. */
export const inModel = (model: Model, s: Step): Verdict => {
  const { members, roles, families } = model
  const shown = 'via' in s ? s.via : 'token' in s ? s.token : null
  const answer = shown === null ? 'story' : model.answer(shown)
  if (s.op !== 'logOut' && (answer === 'auth.token_expired' || answer === 'auth.token_invalid')) return answer

  const actor = 'actor' in s ? s.actor : -1
  const holds = (permission: Permission) => model.of(actor).has(permission)
  const mayGrant = (granted: readonly Permission[]) => model.covers(actor, granted) && granted.every((each) => grantablePermissions.includes(each))
  const isReachable = (target: number) => holds('member:manage') && members.has(target) && model.covers(actor, model.of(target))
  const decide = (isAllowed: boolean, act: () => void, refusal: Verdict = 'refused'): Verdict => {
    if (isAllowed) act()
    model.withdrawUnfounded()
    return isAllowed ? 'done' : refusal
  }
  switch (s.op) {
    case 'setRole': {
      const isSafe = s.role === 'owner' || !model.isLastOwner(s.target)
      return decide(isReachable(s.target) && model.covers(actor, model.ofRole(s.role)) && isSafe, () => members.set(s.target, s.role))
    }
    case 'invite': {
      const isFree = !members.has(s.target) && !model.invited.has(s.target)
      return decide(isFree && model.mayInvite(actor, s.role), () => model.invited.set(s.target, { by: actor, role: s.role }))
    }
    case 'accept': {
      const role = model.invited.get(s.target)?.role
      return decide(role !== undefined, () => role !== undefined && model.joins(s.target, role))
    }
    case 'remove':
      return decide(isReachable(s.target) && !model.isLastOwner(s.target), () => model.goes(s.target))
    case 'transfer':
      return decide(holds('organization:transfer') && members.has(s.target) && s.target !== actor, () => members.set(s.target, 'owner').set(actor, 'admin'))
    case 'leave':
      return decide(members.has(actor) && !model.isLastOwner(actor), () => model.goes(actor))
    case 'makeRole':
      return decide(holds('role:manage') && !roles.has(s.slot) && mayGrant(s.granted), () => roles.set(s.slot, s.granted))
    case 'changeRole':
      return decide(holds('role:manage') && model.covers(actor, roles.get(s.slot)) && mayGrant(s.granted), () => roles.set(s.slot, s.granted))
    case 'dropRole': {
      const isFree = ![...members.values(), ...[...model.invited.values()].map(({ role }) => role)].includes(s.slot)
      return decide(holds('role:manage') && model.covers(actor, roles.get(s.slot)) && isFree, () => roles.delete(s.slot))
    }
    case 'makeKey': {
      const granted: Permission[] = ['account:read', ...s.granted]
      const isKeyable = !s.granted.includes('organization:delete')
      return decide(holds('api_key:manage') && isKeyable && granted.every(holds), () => model.keys.push({ holder: actor, granted, isAlive: true }))
    }
    case 'signIn':
      return decide(true, () => model.signIn(actor))
    case 'switch': {
      const session = model.tokens[s.token]!.family
      return decide(s.to === 'home' || members.has(session.holder), () => Object.assign(session, { place: s.to }), 'organization.not_found')
    }
    case 'refresh':
      return model.refresh(families[s.family]!, s.shown)
    case 'logOut':
      // With any token, so that nobody learns what it was good for; it ends the session of one whose time is over, too.
      return decide(true, () => answer !== 'auth.token_invalid' && Object.assign(model.tokens[s.token]!.family, { isAlive: false }))
    case 'endOne': {
      const session = families[s.family]!
      return decide(session.holder === actor && session.isAlive, () => Object.assign(session, { isAlive: false }), 'session.not_found')
    }
    case 'endOthers':
    case 'changePassword':
      return decide(true, () => model.endOthers(actor, s.via))
    case 'wait':
      return 'done' // the model has the story's clock
  }
}
