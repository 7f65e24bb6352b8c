// `turbo run package`: writes dist/, what an outside project installs: JavaScript, and declarations that need no other package of ours.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'

const folder = import.meta.dirname
const dist = join(folder, 'dist')
const types = join(dist, 'types')
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')

/** Writes the declarations of a package's sources. Throws what the compiler says when there is an error. */
const declare = (project: string, out: string): void => {
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', join(project, 'src'), '--outDir', out]
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...flags], { cwd: project, encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout)
}

/** What the declarations call by a package's name, as the file that stands for it. */
const packages: Readonly<Record<string, string>> = {
  '@pantheon/contract': join(types, 'contract/index.js'),
  '@pantheon/api-types': join(types, 'api-types/app-router.js'),
}

/** `./x.ts` becomes `./x.js` and a package of ours its file here, as Node resolves modules. */
const resolveImports = (file: string): void => {
  const rewrite = (specifier: string): string => {
    const target = packages[specifier]
    if (target) return `./${relative(dirname(file), target)}`.replace('./../', '../')
    return specifier.startsWith('.') ? specifier.replace(/\.tsx?$/, '.js') : specifier
  }
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace(/(\bfrom |\bimport\()(['"])([^'"]+)\2/g, (_, before, quote, specifier) => `${before}${quote}${rewrite(specifier)}${quote}`),
  )
}

rmSync(dist, { recursive: true, force: true })
await build({
  entryPoints: { index: join(folder, 'src/index.ts'), react: join(folder, 'src/react/index.ts') },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  external: ['@trpc/*', '@tanstack/*', 'react', 'react/*', 'zod'],
})
declare(folder, join(types, 'client'))
declare(join(folder, '../contract'), join(types, 'contract'))
mkdirSync(join(types, 'api-types'))
copyFileSync(join(folder, '../api-types/dist/app-router.d.ts'), join(types, 'api-types/app-router.d.ts'))
for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) if (name.endsWith('.d.ts')) resolveImports(join(types, name))
