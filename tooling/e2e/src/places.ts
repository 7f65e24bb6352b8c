import { join, resolve } from 'node:path'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../../..')
/** The server's data folder; `npm run e2e` gives a temporary one. */
const dataDir = resolve(process.env.PANTHEON_DATA_DIR ?? join(import.meta.dirname, '../test-results/data'))
/** The signed-in browser of each person of the demo, and of somebody with an organization of several. */
export const sessions = {
  admin: join(dataDir, 'admin-session.json'),
  buyer: join(dataDir, 'buyer-session.json'),
  founder: join(dataDir, 'founder-session.json'),
} as const
/** What the preparation put on the shelves: ids that the pages need. */
export const stock = join(dataDir, 'stock.json')
/** A picture of every page, for eyes; git ignores it. */
export const screens = join(import.meta.dirname, '../screens')
/** Where the server listens; two runs at once on one machine need two. */
const port = Number(process.env.E2E_PORT ?? 8799)
export const origin = `http://localhost:${port}`

/** Who takes the mail, speaking SendGrid's API. */
export const mailOrigin = `http://127.0.0.1:${port + 1}`
/** GitHub, as it is to this server. */
export const github = { port: port + 2, origin: `http://127.0.0.1:${port + 2}`, id: 'Iv1.local', secret: 'local-client-secret' }

/** A server of the journeys: where it is reached, and where it keeps what it has. */
export interface Shop {
  port: number
  origin: string
  dataDir: string
}
export const shop: Shop = { port, origin, dataDir }
/** The one whose money moves at a local Stripe. */
export const stripeShop: Shop = { port: port + 3, origin: `http://localhost:${port + 3}`, dataDir: join(dataDir, 'stripe') }

/** One that goes away and comes back. */
export const lostShop: Shop = { port: port + 4, origin: `http://localhost:${port + 4}`, dataDir: join(dataDir, 'lost') }

/** One where everything has a long name. */
export const longShop: Shop = { port: port + 5, origin: `http://localhost:${port + 5}`, dataDir: join(dataDir, 'long') }

/** What a built server is told: everything embedded, the shop filled, mail to the journeys, and an agent that takes its time. */
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
