import { describe, expect, it } from 'vitest'
import { readModules, readRooms } from '../src/repository.ts'
import { roomOf, rooms } from '../src/rooms.ts'
import { violationsOf } from '../src/rules.ts'

const modules = readModules()

describe('The house', () => {
  it('breaks none of its rules', () => {
    const broken = violationsOf(modules).map(({ rule, at, because }) => `${at}  ${because}  [${rule}]`)
    expect(broken).toEqual([])
  })

  it('keeps the kernel small', () => {
    expect(modules.filter(({ path }) => path.startsWith('packages/kernel/src/')).length).toBeLessThanOrEqual(15)
  })
})

// A test that reads nothing finds nothing wrong. These floors say that it did read the house.
describe('What this test has read', () => {
  it('is the whole house', () => {
    expect(modules.length).toBeGreaterThan(350)
    expect(modules.flatMap(({ references }) => references).length).toBeGreaterThan(1_500)
  })

  it('has every room, and every room on the plan', () => {
    const present = readRooms().map(roomOf)
    expect(present.toSorted()).toEqual(Object.keys(rooms).toSorted())
    expect(present.filter((room) => !modules.some(({ path }) => roomOf(path) === room))).toEqual([])
  })
})
