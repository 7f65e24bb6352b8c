import { grantablePermissions, ownAccount, permissions, rolePermissions } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { addressOf, auditFilterOf, isFiltered, noFilter, queryOf } from '../src/organization/audit-filter.ts'
import { readCheckpoint } from '../src/organization/checkpoint-file.ts'
import { daysUntil } from '../src/organization/days-until.ts'
import { isGranted, isWithin, lockOf, missingOf, permissionGroups } from '../src/organization/rights.ts'
import { draftOf, isChanged, newDraft, toggle } from '../src/organization/role-draft.ts'

const id = '01920000-0000-7000-8000-000000000001'

describe('What somebody may hand on', () => {
  it('is what they hold, and their own account needs no handing on', () => {
    expect(missingOf(rolePermissions.admin, rolePermissions.member)).toEqual([])
    expect(missingOf(rolePermissions.admin, rolePermissions.owner)).toEqual(['organization:transfer', 'organization:delete'])
    expect(missingOf([], ownAccount)).toEqual([])
    expect(isWithin(rolePermissions.member, { permissions: ['audit:read'] })).toBe(false)
    expect(isWithin(rolePermissions.owner, undefined)).toBe(false)
  })
  it('says of every locked box why it is locked', () => {
    expect(lockOf(rolePermissions.owner, 'account:manage')).toBe('everybody')
    expect(lockOf(rolePermissions.owner, 'organization:delete')).toBe('owners')
    expect(lockOf(rolePermissions.viewer, 'audit:read')).toBe('not_held')
    expect(lockOf(rolePermissions.admin, 'audit:read')).toBeNull()
    // An owner can tick everything that a role can be built from.
    const free = permissions.filter((permission) => lockOf(rolePermissions.owner, permission) === null)
    expect(free).toEqual(permissions.filter((permission) => grantablePermissions.includes(permission) && !ownAccount.includes(permission)))
  })
  it('shows each permission of an organization once, by its noun', () => {
    const shown = permissionGroups().flatMap((group) => group.permissions)
    expect(shown.toSorted()).toEqual(rolePermissions.owner.toSorted())
    for (const { noun, permissions: own } of permissionGroups()) expect(own.every((permission) => permission.startsWith(`${noun}:`))).toBe(true)
  })
  it('leaves everybody their own account, whatever a role says', () => {
    expect(isGranted([], 'account:manage')).toBe(true)
    expect(isGranted([], 'order:read')).toBe(false)
  })
})

describe('A role while it is written', () => {
  const role = { key: id, name: 'Accounting', permissions: ['order:read' as const], isBuiltIn: false, members: 0, version: 3 }
  it('is changed by a tick and unchanged by taking it back', () => {
    const draft = draftOf(role)
    expect(isChanged(draft, role)).toBe(false)
    const ticked = toggle(draft, 'payment:read')
    expect(isChanged(ticked, role)).toBe(true)
    expect(isChanged(toggle(ticked, 'payment:read'), role)).toBe(false)
    expect(isChanged({ ...draft, name: 'Books' }, role)).toBe(true)
  })
  it('begins with what everybody keeps', () => {
    expect(newDraft().permissions).toEqual(ownAccount)
    expect(isChanged(newDraft(), undefined)).toBe(true)
  })
})

describe('The filter of the audit log', () => {
  const filter = { ...noFilter, search: 'role', action: 'role.changed', actorId: id, resourceType: 'role', from: '2026-07-01', to: '2026-07-02' }
  it('comes back from the address it was put in', () => {
    expect(auditFilterOf(addressOf(filter))).toEqual(filter)
    expect(auditFilterOf(addressOf({ ...filter, chain: 'platform' })).chain).toBe('platform')
    expect(addressOf(noFilter)).toEqual({})
  })
  it('takes nothing from an address that the API would refuse', () => {
    expect(auditFilterOf({ actor: 'me', from: 'yesterday', to: '2026-13-45', q: 12, log: 'mine' })).toEqual({ ...noFilter, search: '12' })
    expect(isFiltered(auditFilterOf({ actor: 'me' }))).toBe(false)
  })
  it('asks for whole days', () => {
    const { from = '', to = '' } = queryOf({ ...noFilter, from: '2026-07-01', to: '2026-07-01' })
    expect(new Date(to).getTime() - new Date(from).getTime()).toBe(86_400_000 - 1)
  })
})

describe('A kept checkpoint', () => {
  const checkpoint = { organizationId: id, seq: 7, hash: 'a'.repeat(64), at: '2026-07-01T00:00:00.000Z', kid: 'k', signature: 's' }
  it('is read from its own file, and from the last line of an export', () => {
    expect(readCheckpoint(`${JSON.stringify(checkpoint, null, 2)}\n`)).toEqual(checkpoint)
    expect(readCheckpoint(`{"seq":1}\n{"seq":2}\n${JSON.stringify({ ...checkpoint, entries: 2, isComplete: true })}\n`)).toEqual(checkpoint)
  })
  it('is not read out of anything else', () => {
    for (const text of ['', 'seq,at\n1,2', '{"seq":1}', '[]', 'null']) expect(readCheckpoint(text)).toBeUndefined()
  })
})

describe('The days that are left', () => {
  it('count one that has begun, and never go below none', () => {
    const now = Date.parse('2026-07-01T00:00:00.000Z')
    expect(daysUntil('2026-07-31T00:00:00.000Z', now)).toBe(30)
    expect(daysUntil('2026-07-01T00:00:01.000Z', now)).toBe(1)
    expect(daysUntil('2026-06-01T00:00:00.000Z', now)).toBe(0)
  })
})
