// `npm run package`: the typed client as a package that a project outside this workspace can install.
import { join, resolve } from 'node:path'
import { runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')
const archive = join(root, 'examples/client/pantheon-client.tgz')

const built = await runGroup('turbo', ['run', 'package', '--output-logs=errors-only'], { cwd: root })
if (built !== 0) process.exit(built)
process.exit(await runGroup('pnpm', ['--filter', '@pantheon/client', 'pack', '--out', archive], { cwd: root }))
