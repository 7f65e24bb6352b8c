// `npm run coverage`: runs the suite with line coverage and prints a table. Arguments are passed to Vitest:
// `npm run coverage -- packages/db` runs, and counts, less.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { coverageTable, type FileLines } from './coverage-table.ts'
import { runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'pantheon-coverage-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const args = ['run', '--config', 'tooling/vitest/vitest.config.ts', '--coverage.enabled', `--coverage.reportsDirectory=${folder}`]
const code = await runGroup('vitest', [...args, ...process.argv.slice(2)], { cwd: root })
if (code !== 0) process.exit(code)

interface Summary {
  lines: { total: number; covered: number }
}
const summary: Record<string, Summary> = JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8'))
const files: FileLines[] = Object.entries(summary)
  .filter(([file]) => file !== 'total')
  .map(([file, { lines }]) => ({ path: file.slice(root.length + 1).replaceAll('\\', '/'), ...lines }))
console.log(coverageTable(files))
