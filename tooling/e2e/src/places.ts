import { join, resolve } from 'node:path'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../../..')
/** The server's data folder; `npm run e2e` gives a temporary one. */
const dataDir = resolve(process.env.PANTHEON_DATA_DIR ?? join(import.meta.dirname, '../test-results/data'))
/** The stored browser sessions of the demo users, and of a user in an organization with several members. */
export const sessions = {
  admin: join(dataDir, 'admin-session.json'),
  buyer: join(dataDir, 'buyer-session.json'),
  founder: join(dataDir, 'founder-session.json'),
} as const
/** The file with ids of the prepared data that page tests need. */
export const stock = join(dataDir, 'stock.json')
/** Screenshots of every page, for manual review; ignored by git. */
export const screens = join(import.meta.dirname, '../screens')
/** The port of the server; concurrent runs on one machine need different ones. */
const port = Number(process.env.E2E_PORT ?? 8799)
export const origin = `http://localhost:${port}`

/** The mail server, which implements SendGrid's API. */
export const mailOrigin = `http://127.0.0.1:${port + 1}`
/** The local GitHub server. */
export const github = { port: port + 2, origin: `http://127.0.0.1:${port + 2}`, id: 'Iv1.local', secret: 'local-client-secret' }

/** A server of the journeys: its address and data folder. */
export interface Shop {
  port: number
  origin: string
  dataDir: string
}
export const shop: Shop = { port, origin, dataDir }
/** A shop with payments through a local Stripe server. */
export const stripeShop: Shop = { port: port + 3, origin: `http://localhost:${port + 3}`, dataDir: join(dataDir, 'stripe') }

/** A shop that is stopped and restarted. */
export const lostShop: Shop = { port: port + 4, origin: `http://localhost:${port + 4}`, dataDir: join(dataDir, 'lost') }

/** A shop in which everything has a long name. */
export const longShop: Shop = { port: port + 5, origin: `http://localhost:${port + 5}`, dataDir: join(dataDir, 'long') }

/** A shop with an event that cannot be handled. */
export const parkedShop: Shop = { port: port + 6, origin: `http://localhost:${port + 6}`, dataDir: join(dataDir, 'parked') }

/** The environment of a built server: embedded parts, demo data, mail to the local mail server, and a slow agent. */
export const serverEnv = ({ port, origin, dataDir }: Shop): Record<string, string> => ({
  NODE_ENV: 'production',
  PORT: String(port),
  PUBLIC_URL: origin,
  PANTHEON_DATA_DIR: dataDir,
  SEED_DEMO: '1',
  LOG_LEVEL: 'warn',
  OFFLINE_PACE_MS: '600',
  SHUTDOWN_DRAIN_SECONDS: '0',
  // All journeys sign up from one address.
  SIGN_UPS_PER_ADDRESS: '10000',
  SENDGRID_API_KEY: 'SG.local',
  SENDGRID_API_URL: mailOrigin,
})
