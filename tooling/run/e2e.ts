// `npm run e2e`: runs the journeys in a real Chromium against the production build. Arguments are passed to Playwright.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { isWindows, runGroup } from './processes.mjs'

const root = resolve(import.meta.dirname, '../..')
const e2e = join(root, 'tooling/e2e')
const playwright = join(e2e, 'node_modules/.bin/playwright')
const { chromium }: { chromium: { executablePath: () => string } } = createRequire(join(e2e, 'package.json'))('@playwright/test')

const onPath = (name: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, isWindows ? `${name}.exe` : name))
    .find((file) => existsSync(file))

/** The configured browser, that of the machine, or Playwright's; undefined when there is none. */
const findChromium = () =>
  process.env.PLAYWRIGHT_CHROMIUM ??
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean) ??
  [chromium.executablePath()].find((file) => existsSync(file))

const provideChromium = async () => {
  const found = findChromium()
  if (found) return found
  console.log('No Chromium here; Playwright downloads one.')
  const code = await runGroup(playwright, ['install', 'chromium'], { cwd: e2e })
  if (code >= 128) process.exit(code)
  return findChromium()
}

const runJourneys = async (executable: string) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pantheon-e2e-'))
  const env: NodeJS.ProcessEnv = { ...process.env, PLAYWRIGHT_CHROMIUM: executable, PANTHEON_DATA_DIR: dataDir }
  // The journeys use the embedded parts, whatever the environment configures.
  for (const variable of [
    'DATABASE_URL',
    'REDIS_URL',
    'ROLE',
    'MODEL',
    'SMTP_URL',
    'ANTHROPIC_API_KEY',
    'OPENAI_API_KEY',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'STRIPE_API_BASE',
  ])
    delete env[variable]
  try {
    // On SIGINT Playwright stops the servers that it started, on SIGTERM it leaves them running.
    return await runGroup(playwright, ['test', ...process.argv.slice(2)], { cwd: e2e, env, endWith: 'SIGINT' })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

// The build is cached, so an up-to-date one costs a second, and a stale one is never tested.
const built = await runGroup('turbo', ['run', 'build', '--output-logs=new-only'], { cwd: root })
if (built !== 0) process.exit(built)
const executable = await provideChromium()
if (!executable || !existsSync(executable)) {
  console.error('\nThe journeys need Chromium. Install it with the system’s package manager, or set PLAYWRIGHT_CHROMIUM to its path.\n')
  process.exit(1)
}
process.exit(await runJourneys(executable))
