// `npm run check`: all checks that do not run the product, the same locally and in CI.
import { resolve } from 'node:path'
import { runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')
// The client declarations exist once the types have been checked.
const env = { ...process.env, CHECK_TYPES: '1' }
const steps = [
  { title: 'Format and lint', command: 'biome', args: ['check', '--config-path', 'tooling/biome', '--error-on-warnings', '.'] },
  { title: 'Types', command: 'turbo', args: ['run', 'typecheck', '--output-logs=errors-only', '--continue=dependencies-successful'] },
  {
    title: 'Architecture',
    command: 'vitest',
    args: ['run', '--config', 'tooling/vitest/vitest.config.ts', 'tooling/arch/', 'packages/client/test/package'],
  },
  { title: 'Dead code', command: 'knip', args: ['--config', 'tooling/run/knip.jsonc', '--no-progress'] },
]

const results: { readonly title: string; readonly isClean: boolean; readonly seconds: string }[] = []
for (const { title, command, args } of steps) {
  console.log(`\n── ${title}: ${command} ${args.join(' ')}`)
  const started = performance.now()
  const code = await runGroup(command, args, { cwd: root, env })
  // 128 and above: ended by a signal, such as Ctrl-C.
  if (code >= 128) process.exit(code)
  results.push({ title, isClean: code === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) })
}

console.log('\n── check')
for (const { title, isClean, seconds } of results) console.log(`${isClean ? '✓' : '✗'} ${title.padEnd(16)} ${seconds} s`)
const broken = results.filter((result) => !result.isClean)
console.log(broken.length === 0 ? 'All clean.' : `Not clean: ${broken.map(({ title }) => title.toLowerCase()).join(', ')}.`)
process.exit(broken.length === 0 ? 0 : 1)
