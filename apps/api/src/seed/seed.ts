import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlatformRole } from '@pantheon/contract'
import { permissionsOf } from '@pantheon/contract'
import { type Actor, type Logger, systemScope } from '@pantheon/kernel'
import { z } from 'zod'
import type { Services } from '../system.ts'
import { demoCatalogue } from './demo-catalogue.ts'

const people: { email: string; name: string; role: PlatformRole }[] = [
  { email: 'admin@pantheon.local', name: 'Athena Admin', role: 'admin' },
  { email: 'buyer@pantheon.local', name: 'Ben Buyer', role: 'user' },
]
const DemoAccounts = z.array(z.object({ email: z.string(), password: z.string(), role: z.enum(['admin', 'user']) }))
export type DemoAccount = z.infer<typeof DemoAccounts>[number]

const words = [
  'maple',
  'harbor',
  'lantern',
  'cedar',
  'summit',
  'meadow',
  'ember',
  'river',
  'willow',
  'garnet',
  'orchid',
  'falcon',
  'copper',
  'velvet',
  'saffron',
  'cobalt',
]
/** A readable random password, different on each machine. */
const makePassword = (): string => `${Array.from({ length: 3 }, () => words[randomInt(words.length)]).join('-')}-${randomInt(1000, 10_000)}`

/** The demo accounts of this data folder, which are created at the first start and stored. */
const readOrMakeAccounts = async (dataDir: string): Promise<DemoAccount[]> => {
  const file = join(dataDir, 'demo-accounts.json')
  const known = await readFile(file, 'utf8').then(
    (text) => DemoAccounts.parse(JSON.parse(text)),
    () => undefined,
  )
  if (known) return known
  const made = people.map(({ email, role }) => ({ email, password: makePassword(), role }))
  await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  return made
}

/** Fills an empty catalogue and makes sure the demo accounts exist with the passwords in the data folder. */
export const seedDemo = async ({ accounts, catalogue }: Pick<Services, 'accounts' | 'catalogue'>, dataDir: string, logger: Logger): Promise<DemoAccount[]> => {
  const made = await readOrMakeAccounts(dataDir)
  const ids = await Promise.all(
    made.map(({ email, password, role }) =>
      accounts.ensure({ email, password, name: people.find((p) => p.email === email)?.name ?? email, locale: 'en' }, role),
    ),
  )
  const { items } = await catalogue.list(null, { limit: 1, sort: 'newest' })
  if (items.length === 0) {
    const userId = ids[0] ?? ''
    const admin: Actor = {
      kind: 'system',
      userId,
      organizationId: '',
      role: 'owner',
      platformRole: 'admin',
      permissions: new Set(permissionsOf('owner', 'admin')),
      scope: systemScope,
    }
    for (const product of [...demoCatalogue].reverse()) await catalogue.create(admin, product)
  }
  logger.info({ accounts: made.map(({ email }) => email), file: 'demo-accounts.json' }, 'demo data is in place')
  return made
}
