import { describe, expect, it } from 'vitest'
import { packageNameOf, packages } from '../src/packages.ts'
import { readModules, readPackages } from '../src/repository.ts'
import { violationsOf } from '../src/rules.ts'

const modules = readModules()

describe('The repository', () => {
  it('breaks none of its rules', () => {
    const broken = violationsOf(modules).map(({ rule, at, because }) => `${at}  ${because}  [${rule}]`)
    expect(broken).toEqual([])
  })

  it('keeps the kernel small', () => {
    expect(modules.filter(({ path }) => path.startsWith('packages/kernel/src/')).length).toBeLessThanOrEqual(15)
  })
})

// A test that reads no files finds no violations. These minimums prove that it read the repository.
describe('What this test has read', () => {
  it('is the whole repository', () => {
    expect(modules.length).toBeGreaterThan(350)
    expect(modules.flatMap(({ references }) => references).length).toBeGreaterThan(1_500)
  })

  it('has every package, and every package is listed', () => {
    const present = readPackages().map(packageNameOf)
    expect(present.toSorted()).toEqual(Object.keys(packages).toSorted())
    expect(present.filter((name) => !modules.some(({ path }) => packageNameOf(path) === name))).toEqual([])
  })
})
