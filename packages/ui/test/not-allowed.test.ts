import { permissions, rolePermissions } from '@pantheon/contract'
import { expect, it } from 'vitest'
import { operatorsOnly } from '../src/patterns/NotAllowed.tsx'

it('knows which permissions no role of an organization has', () => {
  const givable = new Set(Object.values(rolePermissions).flat())
  expect(permissions.filter((permission) => !givable.has(permission)).toSorted()).toEqual([...operatorsOnly].toSorted())
})
