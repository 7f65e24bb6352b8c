import { type AuditChain, cutText } from '@pantheon/contract'

/** The filter of the audit log, kept in the URL. Days are in the user's time zone, as `2026-07-01`. */
export interface AuditFilter {
  /** Which log: the organization's or, for operators, the platform's own. */
  chain: AuditChain
  search: string
  action: string
  actorId: string
  resourceType: string
  from: string
  to: string
}

export const noFilter: AuditFilter = { chain: 'organization', search: '', action: '', actorId: '', resourceType: '', from: '', to: '' }

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Agents that act without a user, as actors of the log. */
export const agentsInLog = ['agent:201', 'agent:204', 'agent:205'] as const
export const isAgentInLog = (actorId: string | null): actorId is (typeof agentsInLog)[number] => agentsInLog.some((agent) => agent === actorId)
/** Whether the API accepts the value as an actor id. */
export const isActor = (actorId: string): boolean => idShape.test(actorId) || isAgentInLog(actorId)
const dayShape = /^\d{4}-\d{2}-\d{2}$/
const textOf = (value: unknown, limit: number) => (typeof value === 'string' || typeof value === 'number' ? cutText(String(value), limit) : '')
const dayOf = (value: unknown) => {
  const day = textOf(value, 10)
  return dayShape.test(day) && !Number.isNaN(new Date(`${day}T00:00`).getTime()) ? day : ''
}

/** Parses the filter of a URL. Values that the API would not accept are dropped. */
export const auditFilterOf = (address: Readonly<Record<string, unknown>>): AuditFilter => {
  const actorId = textOf(address.actor, 36)
  return {
    chain: address.log === 'platform' ? 'platform' : 'organization',
    search: textOf(address.q, 120),
    action: textOf(address.action, 80),
    actorId: isActor(actorId) ? actorId : '',
    resourceType: textOf(address.type, 40),
    from: dayOf(address.from),
    to: dayOf(address.to),
  }
}

/** The filter as URL parameters; unset fields are omitted. */
export const addressOf = (filter: AuditFilter): { log?: string; q?: string; action?: string; actor?: string; type?: string; from?: string; to?: string } =>
  Object.fromEntries(
    Object.entries({
      log: filter.chain === 'platform' ? 'platform' : '',
      q: filter.search,
      action: filter.action,
      actor: filter.actorId,
      type: filter.resourceType,
      from: filter.from,
      to: filter.to,
    }).filter(([, value]) => value !== ''),
  )

/** The filter in the API's format: days become instants in the user's time zone, from the start of the first to the end of the last. */
export const queryOf = ({ chain, search, action, actorId, resourceType, from, to }: AuditFilter) => ({
  chain,
  ...(search.trim() !== '' && { search: search.trim() }),
  ...(action !== '' && { action }),
  ...(actorId !== '' && { actorId }),
  ...(resourceType !== '' && { resourceType }),
  ...(from !== '' && { from: new Date(`${from}T00:00`).toISOString() }),
  ...(to !== '' && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
})

export const isFiltered = ({ chain: _, ...filter }: AuditFilter): boolean => Object.values(filter).some((value) => value !== '')
