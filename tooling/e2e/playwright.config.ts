import { join, resolve } from 'node:path'
import { defineConfig } from '@playwright/test'

// `npm run e2e` (tooling/run/e2e.mjs) builds, finds the browser, makes the data folder, and then comes here.
const root = resolve(import.meta.dirname, '../..')
const port = 8799
const { PLAYWRIGHT_CHROMIUM: executablePath, PANTHEON_REPORT_DIR: reportDir } = process.env
const dataDir = process.env.PANTHEON_DATA_DIR ?? join(import.meta.dirname, 'test-results/data')

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [['list'], ...(reportDir ? [['json', { outputFile: join(reportDir, 'e2e.json') }] as const] : [])],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } },
    { name: 'desk', use: { viewport: { width: 1440, height: 900 } } },
  ],
  webServer: {
    command: 'node apps/api/dist/main.js',
    cwd: root,
    url: `http://localhost:${port}/readyz`,
    env: { NODE_ENV: 'production', PORT: String(port), PANTHEON_DATA_DIR: dataDir, SEED_DEMO: '1', LOG_LEVEL: 'warn' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
    timeout: 60_000,
  },
})
