// `turbo run declarations`: writes dist/app-router.d.ts, the type of the router without a file of the server behind it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = import.meta.dirname
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
const mayImport = new Set(['@pantheon/contract', '@trpc/server', '@trpc/server/unstable-core-do-not-import'])

/** The declarations of src/app-router.ts as the compiler writes them. Throws what it says when there is an error. */
const compile = (): string => {
  const out = mkdtempSync(join(tmpdir(), 'pantheon-declarations-'))
  try {
    const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', '../..', '--outDir', out]
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json', ...flags], { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`The router cannot be compiled:\n${stdout}`)
    return readFileSync(join(out, 'packages/api-types/src/app-router.d.ts'), 'utf8')
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

// What the server alone knows of a call, no client sees: neither its context nor the metadata of a procedure.
const declarations = compile().replaceAll(/import\("@pantheon\/rpc"\)\.(?:RpcContext|Meta)\b/g, 'object')
const imported = [...declarations.matchAll(/import\("([^"]+)"\)|from '([^']+)'/g)].map(([, inline, stated]) => inline ?? stated ?? '')
const foreign = [...new Set(imported)].filter((name) => !mayImport.has(name))
if (foreign.length > 0)
  throw new Error(`The type of the router names what no client may read: ${foreign.join(', ')}. Give the procedure an output of the contract.`)
mkdirSync(join(folder, 'dist'), { recursive: true })
writeFileSync(join(folder, 'dist/app-router.d.ts'), declarations)
