import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { github, origin, root, serverEnv, shop } from './src/places.ts'

// `npm run e2e` (tooling/run/e2e.ts) builds, finds the browser and creates the data folder before it starts Playwright.
const { PLAYWRIGHT_CHROMIUM: executablePath, PANTHEON_REPORT_DIR: reportDir } = process.env
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const desk = { viewport: { width: 1440, height: 900 } }

export default defineConfig({
  testDir: 'journeys',
  globalSetup: './src/neighbours.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  // A test that passes on retry in CI is reported as flaky, so that a busy machine does not block a release.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  reporter: [['list'], ...(reportDir ? [['json', { outputFile: join(reportDir, 'e2e.json') }] as const] : [])],
  use: {
    baseURL: origin,
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
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
  // The story measures how fast screens update, so it runs first, without heavier tests beside it.
  projects: [
    { name: 'stock', testMatch: 'stock.setup.ts' },
    { name: 'story, desk', testMatch: 'story.spec.ts', use: { ...desk, colorScheme: 'light' }, dependencies: ['stock'] },
    { name: 'story, phone', testMatch: 'story.spec.ts', use: { ...phone, colorScheme: 'dark' }, dependencies: ['stock'] },
    { name: 'edges', testMatch: 'edges.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'identity, desk', testMatch: 'identity.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'approvals', testMatch: 'approvals.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'catalogue', testMatch: 'catalogue.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'overview', testMatch: 'overview.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'money', testMatch: 'money.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'subscription', testMatch: 'subscription.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'stripe', testMatch: 'stripe.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'desk', testMatch: 'desk.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'tasks', testMatch: 'tasks.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'diagram', testMatch: 'diagram.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'loading', testMatch: 'loading.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'typing', testMatch: 'typing.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'order of things', testMatch: 'order-of-things.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'outage', testMatch: 'outage.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'parked events', testMatch: 'parked-events.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'layout', testMatch: 'layout.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'pages, desk', testMatch: 'pages.spec.ts', use: desk, dependencies: ['stock'] },
    { name: 'pages, phone', testMatch: 'pages.spec.ts', use: phone, dependencies: ['stock'] },
  ],
  webServer: {
    command: 'node apps/api/dist/main.js',
    cwd: root,
    url: `${origin}/readyz`,
    env: {
      ...serverEnv(shop),
      GITHUB_CLIENT_ID: github.id,
      GITHUB_CLIENT_SECRET: github.secret,
      GITHUB_BASE_URL: github.origin,
      GITHUB_API_URL: github.origin,
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
    timeout: 60_000,
  },
})
