// `npm run package`: packs the typed client so that a project outside this workspace can install it.
import { statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')
const archive = join(root, 'examples/client/pantheon-client.tgz')

const started = performance.now()
console.log('1/2 Building the client and the declarations that it is compiled against; the first time takes a minute …')
const built = await runGroup('turbo', ['run', 'package', '--output-logs=new-only'], { cwd: root })
if (built !== 0) process.exit(built)
console.log('\n2/2 Packing it …')
const packed = await runGroup('pnpm', ['--filter', '@pantheon/client', 'pack', '--out', archive], { cwd: root })
if (packed !== 0) process.exit(packed)
const seconds = ((performance.now() - started) / 1000).toFixed(1)
console.log(`\n${relative(root, archive)}, ${Math.ceil(statSync(archive).size / 1024)} KB, after ${seconds} s`)
