import { type CreatePolicy, type Policy, type PolicyRef, policyLevelsOf, type RemovePolicy, type UpdatePolicy } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, isOperator, newId, orFail } from '@pantheon/kernel'
import { findStrangers } from './people.repo.ts'
import { deletePolicy, findPolicy, insertPolicy, listPolicies, lockPolicy, savePolicy } from './policies.repo.ts'
import { checkRule, levelOf, type StoredPolicy, toPolicy } from './policy.ts'

/** The platform's rules are its operators' to change; everybody else changes their own organization's. */
const requireOwn = (actor: Actor, organizationId: string | null): void => {
  if (organizationId === null && !isOperator(actor)) fail('auth.forbidden', { permission: 'policy:manage', level: 'platform' })
}

/** Fails with `policy.bad_rule` for people, roles and teams that are not of the organization. */
const requireKnown = async (tx: Tx, { organizationId, workflow }: StoredPolicy): Promise<void> => {
  if (organizationId === null) return
  const named = workflow.stages.map(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const strangers = await findStrangers(tx, organizationId, named.flat())
  const fields = named.flatMap((approvers, i) =>
    approvers.some((approver) => 'id' in approver && strangers.has(approver.id))
      ? [{ path: `workflow.stages.${i}.approvers`, message: 'Not of this organization' }]
      : [],
  )
  if (fields.length > 0) fail('policy.bad_rule', {}, fields)
}

/** What needs an approval, and how it is given: an organization's own rules and the platform's. Each change is an event. */
export const createPolicies = ({ db, clock }: { db: Db; clock: Clock }) => {
  /** The rule in the version somebody last read; `version.stale` with the rule of now when another was faster. */
  const locked = async (tx: Tx, actor: Actor, { id, version }: RemovePolicy): Promise<StoredPolicy> => {
    requireOwn(actor, orFail(await findPolicy(tx, actor.scope, id), 'policy.not_found').organizationId)
    const policy = orFail(await lockPolicy(tx, actor.scope, id), 'policy.not_found')
    return policy.version === version ? policy : fail('version.stale', { current: toPolicy(policy) })
  }
  const news = (actor: Actor, { id: policyId, organizationId, subject }: StoredPolicy) => ({ ...by(actor), organizationId, data: { policyId, subject } })

  return {
    /** The rules of the actor's organization and the platform's, oldest first. */
    list: async (actor: Actor): Promise<{ items: Policy[] }> => ({
      items: (await listPolicies(db.as(actor.scope), actor.organizationId)).map(toPolicy),
    }),

    get: async (actor: Actor, { id }: PolicyRef): Promise<Policy> =>
      toPolicy(orFail(await findPolicy(db.as(actor.scope), actor.scope, id), 'policy.not_found')),

    /** Fails with `policy.bad_rule`, field by field, or `policy.platform_only`. */
    create: (actor: Actor, { subject, level = policyLevelsOf[subject][0], ...input }: CreatePolicy): Promise<Policy> => {
      const organizationId = level === 'platform' ? null : actor.organizationId
      requireOwn(actor, organizationId)
      const at = clock.now()
      const rule = checkRule(level, subject, input)
      const policy: StoredPolicy = { id: newId(), organizationId, subject, ...rule, version: 1, createdAt: at, updatedAt: at }
      return db.as(actor.scope).transaction(async (tx) => {
        await requireKnown(tx, policy)
        await insertPolicy(tx, policy)
        tx.emit('policy.created', { ...news(actor, policy), after: policy })
        return toPolicy(policy)
      })
    },

    /** What is under way goes on by the rule it was opened under. */
    update: (actor: Actor, { id, version, ...input }: UpdatePolicy): Promise<Policy> =>
      db.as(actor.scope).transaction(async (tx) => {
        const before = await locked(tx, actor, { id, version })
        const rule = checkRule(levelOf(before), before.subject, input)
        const after = { ...before, ...rule, version: version + 1, updatedAt: clock.now() }
        await requireKnown(tx, after)
        await savePolicy(tx, actor.scope, after)
        tx.emit('policy.changed', { ...news(actor, after), before, after })
        return toPolicy(after)
      }),

    remove: (actor: Actor, input: RemovePolicy): Promise<PolicyRef> =>
      db.as(actor.scope).transaction(async (tx) => {
        const before = await locked(tx, actor, input)
        await deletePolicy(tx, actor.scope, before.id)
        tx.emit('policy.removed', { ...news(actor, before), before })
        return { id: before.id }
      }),
  }
}
export type Policies = ReturnType<typeof createPolicies>
