import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const projects = [
  '.',
  ...['apps', 'packages', 'tooling'].flatMap((floor) =>
    readdirSync(join(root, floor))
      .map((name) => `${floor}/${name}`)
      .filter((project) => existsSync(join(root, project, 'package.json'))),
  ),
]

/** The packages that the projects of this workspace name, where each is installed. */
const dependencies = projects.flatMap((project) => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, project, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).map((name) => ({ name, folder: join(root, project, 'node_modules', name) }))
})

describe('An install', () => {
  // It ends with "Run pnpm approve" otherwise, which a machine with npm only does not have.
  it('asks nothing: what brings instructions for coding agents is decided about', () => {
    const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
    const asking = dependencies.filter(({ folder }) => existsSync(join(folder, 'skills'))).map(({ name }) => name)
    expect(new Set(asking)).toContain('@trpc/server')
    expect([...new Set(asking)].filter((name) => !workspace.includes(`'${name}': { skills: `))).toEqual([])
  })
})
