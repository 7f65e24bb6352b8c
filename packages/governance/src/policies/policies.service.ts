import {
  type CheckPolicy,
  type CreatePolicy,
  type Policy,
  type PolicyCheck,
  type PolicyRef,
  policyLevelsOf,
  type RemovePolicy,
  type UpdatePolicy,
} from '@pantheon/contract'
import type { Db, Handle, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, isOperator, newId, orFail } from '@pantheon/kernel'
import type { Policies } from '../governance.types.ts'
import { findUnknownApprovers } from '../people/people.repo.ts'
import { countPolicies, deletePolicy, findPolicy, insertPolicy, listPolicies, lockPolicy, savePolicy } from './policies.repo.ts'
import { checkRule, levelOf, type StoredPolicy } from './policy.ts'
import { findGaps, readPolicies } from './policy-gaps.ts'

/** Maximum number of rules of an organization, and of the platform: they are listed without pages and read for every order. */
const mostPolicies = 100

/** The platform's rules can be changed by its operators only; other rules by their own organization. */
const requireOwn = (actor: Actor, organizationId: string | null): void => {
  if (organizationId === null && !isOperator(actor)) fail('auth.forbidden', { permission: 'policy:manage', level: 'platform' })
}

type RuleDraft = Pick<StoredPolicy, 'organizationId' | 'workflow'>

/** Fails with `policy.bad_rule` for users, roles and teams outside the organization. */
const requireKnown = async (tx: Handle, { organizationId, workflow }: RuleDraft): Promise<void> => {
  if (organizationId === null) return
  const named = workflow.stages.map(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const unknownIds = await findUnknownApprovers(tx, organizationId, named.flat())
  const fields = named.flatMap((approvers, i) =>
    approvers.some((approver) => 'id' in approver && unknownIds.has(approver.id))
      ? [{ path: `workflow.stages.${i}.approvers`, message: 'Not of this organization' }]
      : [],
  )
  if (fields.length > 0) fail('policy.bad_rule', {}, fields)
}

const read = async (db: Handle, policy: StoredPolicy): Promise<Policy> => orFail((await readPolicies(db, [policy]))[0], 'policy.not_found')

/** The rules of what needs an approval and by whom: an organization's own and the platform's. Each change emits an event. */
export const createPolicies = ({ db, clock }: { db: Db; clock: Clock }): Policies => {
  /** The rule at the version the caller last read, locked; fails with `version.stale` and the current rule after a concurrent change. */
  const locked = async (tx: Tx, actor: Actor, { id, version }: RemovePolicy): Promise<StoredPolicy> => {
    requireOwn(actor, orFail(await findPolicy(tx, actor.scope, id), 'policy.not_found').organizationId)
    const policy = orFail(await lockPolicy(tx, actor.scope, id), 'policy.not_found')
    return policy.version === version ? policy : fail('version.stale', { current: await read(tx, policy) })
  }
  const eventFields = (actor: Actor, { id: policyId, organizationId, subject }: StoredPolicy) => ({
    ...actorFields(actor),
    organizationId,
    data: { policyId, subject },
  })

  return {
    list: async (actor: Actor): Promise<{ items: Policy[] }> => {
      const mine = db.as(actor.scope)
      return { items: await readPolicies(mine, await listPolicies(mine, actor.organizationId)) }
    },

    get: async (actor: Actor, { id }: PolicyRef): Promise<Policy> => {
      const mine = db.as(actor.scope)
      return read(mine, orFail(await findPolicy(mine, actor.scope, id), 'policy.not_found'))
    },

    create: (actor: Actor, { subject, level = policyLevelsOf[subject][0], ...input }: CreatePolicy): Promise<Policy> => {
      const organizationId = level === 'platform' ? null : actor.organizationId
      requireOwn(actor, organizationId)
      const at = clock.now()
      const rule = checkRule(level, subject, input)
      const policy: StoredPolicy = { id: newId(at), organizationId, subject, ...rule, version: 1, createdAt: at, updatedAt: at }
      return db.as(actor.scope).transaction(async (tx) => {
        if ((await countPolicies(tx, organizationId)) >= mostPolicies) fail('policy.too_many', { limit: mostPolicies })
        await requireKnown(tx, policy)
        await insertPolicy(tx, policy)
        tx.emit('policy.created', { ...eventFields(actor, policy), after: policy })
        return read(tx, policy)
      })
    },

    check: async (actor: Actor, { subject, level = policyLevelsOf[subject][0], stages }: CheckPolicy): Promise<PolicyCheck> => {
      const organizationId = level === 'platform' ? null : actor.organizationId
      requireOwn(actor, organizationId)
      // Placeholders: name and deadline of a stage do not affect its approvers.
      const rest = { name: '-', deadlineHours: 1, remindHours: null, escalation: null }
      const input = { currency: null, above: null, class: null, isActive: true, workflow: { stages: stages.map((stage) => ({ ...stage, ...rest })) } }
      const draft = { id: newId(clock.now()), organizationId, subject, workflow: checkRule(level, subject, input).workflow }
      const mine = db.as(actor.scope)
      await requireKnown(mine, draft)
      const gaps = (await findGaps(mine, [draft])).get(draft.id) ?? []
      return { gaps: gaps.map(({ name: _, ...gap }) => gap) }
    },

    update: (actor: Actor, { id, version, ...input }: UpdatePolicy): Promise<Policy> =>
      db.as(actor.scope).transaction(async (tx) => {
        const before = await locked(tx, actor, { id, version })
        const rule = checkRule(levelOf(before), before.subject, input)
        const after = { ...before, ...rule, version: version + 1, updatedAt: clock.now() }
        await requireKnown(tx, after)
        await savePolicy(tx, actor.scope, after)
        tx.emit('policy.changed', { ...eventFields(actor, after), before, after })
        return read(tx, after)
      }),

    remove: (actor: Actor, input: RemovePolicy): Promise<PolicyRef> =>
      db.as(actor.scope).transaction(async (tx) => {
        const before = await locked(tx, actor, input)
        await deletePolicy(tx, actor.scope, before.id)
        tx.emit('policy.removed', { ...eventFields(actor, before), before })
        return { id: before.id }
      }),
  }
}
