import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { type Module, parseModule } from './parse.ts'

// The root of the repository.
const root = resolve(import.meta.dirname, '../../..')

const skipped = new Set(['node_modules', 'dist', 'out', '.next', '.turbo', 'migrations', 'coverage', 'test-results'])
const isSource = (name: string) => /\.(?:ts|tsx|mts|mjs|js|jsx|cjs)$/.test(name) && !/\.d\.ts$|\.gen\.ts$/.test(name)

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles(path)
    return isSource(entry.name) ? [path] : []
  })

/** Every workspace package: a folder of `apps`, `packages` or `tooling` with a package.json. */
export const readPackages = (): string[] =>
  ['apps', 'packages', 'tooling'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json'))),
  )

/** Every source file of every workspace package, parsed. */
export const readModules = (): Module[] =>
  readPackages()
    .flatMap((folder) => sourceFiles(join(root, folder)))
    .map((file) => parseModule(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')))
