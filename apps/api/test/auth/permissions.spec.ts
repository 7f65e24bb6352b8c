import { keyPermissions, organizationRoles, rolePermissions } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { type Caller, world } from '../../src/testing/index.ts'
import { callRest, callTrpc, type Procedure, procedures, restProcedures } from '../support/procedures.ts'

const guarded = procedures.filter(({ meta }) => meta.permission)

/** What is a mutation for its transport's sake and changes nothing. */
const readsOnly = new Set(['audit.verify'])

describe('Permissions at the door', () => {
  it.each(procedures)('$path names its permission, or says that it is open', ({ meta }) => {
    expect([meta.permission !== undefined, meta.isOpen === true]).toSatisfy(([isGuarded, isOpen]: boolean[]) => isGuarded !== isOpen)
  })
  const mutations = guarded.filter(({ type }) => type === 'mutation')
  it.each(mutations)('$path, which changes something, needs more than to read', ({ path, meta }) => {
    expect(meta.permission?.endsWith(':read')).toBe(readsOnly.has(path))
  })
})

/** Anything that names no existing thing: whoever is let in is told that the input is wrong, or gets a list. */
const nothingInParticular = ({ input }: Procedure) => (input ? {} : { nothing: true })

const word = (status: number): string => (status === 401 || status === 403 ? `refused ${status}` : 'allowed')
const line = (cells: string[]): string =>
  [(cells[0] ?? '').padEnd(34), (cells[1] ?? '').padEnd(24), ...cells.slice(2).map((cell) => cell.padEnd(13))].join('').trimEnd()

describe.each(storyDialects)('Permissions over the wire, on %s', async (dialect) => {
  const { visitor, member, operator, close } = await world(dialect)
  afterAll(close)
  const roles: [string, Caller][] = [['anonymous', visitor()]]
  for (const role of [...organizationRoles].reverse()) roles.push([role, await member(role)])
  roles.push(['operator', await operator()])

  it('are these, for every procedure and every kind of caller', async () => {
    const lines = [line(['procedure', 'needs', ...roles.map(([name]) => name)])]
    for (const procedure of procedures) {
      const outcomes = await Promise.all(roles.map(([, caller]) => callTrpc(caller, procedure, nothingInParticular(procedure))))
      lines.push(line([procedure.path, procedure.meta.permission ?? 'nothing', ...outcomes.map(({ status }) => word(status))]))
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permissions.snap.txt')
  })

  it.each(guarded)('$path asks a visitor to sign in', async (procedure) => {
    expect(await callTrpc(visitor(), procedure, nothingInParticular(procedure))).toMatchObject({ status: 401, code: 'auth.required' })
  })

  it.each(restProcedures.filter(({ meta }) => meta.permission))('$rest.method $rest.path asks a visitor to sign in', async (procedure) => {
    expect(await callRest(visitor(), procedure, { nothing: 'x' })).toMatchObject({ status: 401, code: 'auth.required' })
  })

  it('let a key that may only read change nothing', async () => {
    const owner = await member('owner')
    const reading = keyPermissions.filter((permission) => permission.endsWith(':read') && owner.account.permissions.includes(permission))
    const { secret } = await owner.api.auth.apiKeys.create.mutate({ name: 'Reads', permissions: reading })
    const holder = visitor({ authorization: `Bearer ${secret}` })
    for (const procedure of guarded.filter(({ path, type }) => type === 'mutation' && !readsOnly.has(path)))
      expect(await callTrpc(holder, procedure, nothingInParticular(procedure)), procedure.path).toMatchObject({ status: 403, code: 'auth.forbidden' })
    expect((await holder.rest('GET', '/saved-filters?list=orders')).status).toBe(200)
    const saved = await holder.rest('POST', '/saved-filters', { list: 'orders', name: 'Mine', rules: {} })
    expect([saved.status, saved.body.code]).toEqual([403, 'auth.forbidden'])
  })

  const beyondViewers = guarded.filter(({ meta }) => meta.permission && !rolePermissions.viewer.includes(meta.permission))
  it.each(beyondViewers)('$path tells a viewer which permission is missing', async (procedure) => {
    const viewer = roles.find(([name]) => name === 'viewer')?.[1] ?? visitor()
    const refusal = { status: 403, code: 'auth.forbidden', details: { permission: procedure.meta.permission } }
    expect(await callTrpc(viewer, procedure, nothingInParticular(procedure))).toMatchObject(refusal)
    const rest = restProcedures.find(({ path }) => path === procedure.path)
    if (rest) expect(await callRest(viewer, rest, { nothing: 'x' })).toMatchObject(refusal)
  })
})
