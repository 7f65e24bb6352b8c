import { join, resolve } from 'node:path'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../../..')
/** The server's data folder; `npm run e2e` gives a temporary one. */
export const dataDir = resolve(process.env.PANTHEON_DATA_DIR ?? join(import.meta.dirname, '../test-results/data'))
/** Passwords of the demo accounts, as the server wrote them down. */
export const demoAccounts = join(dataDir, 'demo-accounts.json')
/** The signed-in browser of each person of the demo. */
export const sessions = { admin: join(dataDir, 'admin-session.json'), buyer: join(dataDir, 'buyer-session.json') } as const
/** What the preparation put on the shelves: ids that the pages need. */
export const stock = join(dataDir, 'stock.json')
/** A picture of every page, for eyes; git ignores it. */
export const screens = join(import.meta.dirname, '../screens')
export const port = 8799
export const origin = `http://localhost:${port}`

/** Who takes the mail, speaking SendGrid's API. */
export const mailOrigin = `http://127.0.0.1:${port + 1}`
/** GitHub, as it is to this server. */
export const github = { port: port + 2, origin: `http://127.0.0.1:${port + 2}`, id: 'Iv1.local', secret: 'local-client-secret' }
