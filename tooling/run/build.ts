// `npm run build`: builds everything that production serves, then checks the browser bundles. Arguments are passed to Turborepo.
import { resolve } from 'node:path'
import { runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')

const built = await runGroup('turbo', ['run', 'build', '--output-logs=new-only', ...process.argv.slice(2)], { cwd: root })
if (built !== 0) process.exit(built)

const look = ['run', '--config', 'tooling/vitest/vitest.config.ts', '--project', 'api', 'bundles.spec']
process.exit(await runGroup('vitest', look, { cwd: root, env: { ...process.env, CHECK_BUNDLES: '1' } }))
