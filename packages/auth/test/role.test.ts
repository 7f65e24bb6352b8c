import { grantablePermissions, keyPermissions, organizationRoles, type Permission, permissions, rolePermissions } from '@pantheon/contract'
import { type Actor, Failure, mintScope } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { requireOwnerLeft } from '../src/members/member.ts'
import {
  builtIn,
  customRole,
  inOrder,
  isOwner,
  permissionsHeld,
  requireAssignable,
  requireGrantable,
  requireNotOutranked,
  roleKeyOf,
  roleNameOf,
} from '../src/roles/role.ts'

const holding = (...held: Permission[]): Actor => ({
  kind: 'user',
  userId: 'u',
  organizationId: 'o',
  role: 'member',
  platformRole: 'user',
  permissions: new Set(held),
  scope: mintScope('o'),
})
const custom = (...held: Permission[]) => customRole({ id: 'r', name: 'Own', permissions: held })
/** What a rule refused, and for which permissions; undefined when it let pass. */
const refusal = (rule: () => void): [string, unknown] | undefined => {
  try {
    rule()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return [error.code, error.details.permissions]
    throw error
  }
}

describe('A held role', () => {
  it('is what the custom role says, not the built-in one beside it', () => {
    expect(permissionsHeld({ role: 'owner', custom: { id: 'r', name: 'Own', permissions: ['order:read'] } }, 'user')).toEqual([
      'account:read',
      'account:manage',
      'order:read',
    ])
    expect(isOwner({ role: 'owner', custom: { id: 'r', name: 'Own', permissions: [] } })).toBe(false)
    expect([roleKeyOf(custom()), roleNameOf(custom())]).toEqual(['r', 'Own'])
    expect([roleKeyOf(builtIn('admin')), roleNameOf(builtIn('admin'))]).toEqual(['admin', 'admin'])
  })

  it('is everything for an operator of the platform', () => {
    expect(permissionsHeld(custom(), 'admin')).toEqual(permissions)
  })

  it('lists permissions in one order, each once', () => {
    expect(inOrder(['order:place', 'account:read', 'order:place'])).toEqual(['account:read', 'order:place'])
  })
})

describe('custom role cannot grant more than its maker has', () => {
  it('for every permission there is', () => {
    for (const permission of permissions) {
      const isEverybodys = permission.startsWith('account:')
      const mayWith = refusal(() => requireGrantable(holding(permission), [permission]))
      const mayWithout = refusal(() => requireGrantable(holding(), [permission]))
      const refused = ['role.permission_not_held', [permission]]
      expect(mayWith, permission).toEqual(grantablePermissions.includes(permission) ? undefined : refused)
      expect(mayWithout, permission).toEqual(isEverybodys ? undefined : refused)
    }
  })

  it('and names everything that is missing', () => {
    expect(refusal(() => requireGrantable(holding('order:read'), ['order:read', 'order:place', 'organization:delete']))).toEqual([
      'role.permission_not_held',
      ['order:place', 'organization:delete'],
    ])
  })
})

describe('Giving and taking roles', () => {
  it('goes down and sideways among the built-in ones, never up', () => {
    const ranks = [...organizationRoles].reverse()
    for (const [mine, role] of ranks.entries()) {
      const actor = holding(...rolePermissions[role])
      for (const [theirs, other] of ranks.entries()) {
        const isAbove = theirs > mine
        expect(refusal(() => requireAssignable(actor, builtIn(other)))?.[0], `${role} gives ${other}`).toBe(isAbove ? 'role.permission_not_held' : undefined)
        expect(refusal(() => requireNotOutranked(actor, builtIn(other)))?.[0], `${role} changes ${other}`).toBe(isAbove ? 'member.outranks' : undefined)
      }
    }
  })

  it('counts a custom role by what is in it', () => {
    const host = holding('member:manage', 'order:read')
    expect(refusal(() => requireAssignable(host, custom('order:read')))).toBeUndefined()
    expect(refusal(() => requireAssignable(host, custom('order:place')))).toEqual(['role.permission_not_held', ['order:place']])
    expect(refusal(() => requireNotOutranked(host, custom('order:place')))).toEqual(['member.outranks', ['order:place']])
  })

  it('is open to keys, which hold nobody’s own account', () => {
    const key = holding(...keyPermissions)
    expect(refusal(() => requireAssignable(key, builtIn('member')))).toBeUndefined()
    expect(refusal(() => requireAssignable(key, builtIn('admin')))).toEqual(['role.permission_not_held', ['api_key:manage']])
  })
})

describe('The last owner', () => {
  it('cannot go or step down; anybody else can', () => {
    const last = ['auth.last_owner', undefined]
    expect(refusal(() => requireOwnerLeft(1, builtIn('owner'), null))).toEqual(last)
    expect(refusal(() => requireOwnerLeft(1, builtIn('owner'), builtIn('admin')))).toEqual(last)
    expect(refusal(() => requireOwnerLeft(1, builtIn('owner'), custom(...permissions)))).toEqual(last)
    expect(refusal(() => requireOwnerLeft(1, builtIn('owner'), builtIn('owner')))).toBeUndefined()
    expect(refusal(() => requireOwnerLeft(2, builtIn('owner'), null))).toBeUndefined()
    expect(refusal(() => requireOwnerLeft(1, builtIn('admin'), null))).toBeUndefined()
  })
})
