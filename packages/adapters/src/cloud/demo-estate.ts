import type { EstatePort, Inventory } from '@pantheon/aws'
import type { AwsResource } from '@pantheon/contract'
import type { Clock } from '@pantheon/kernel'
import { arnOf } from './arn.ts'
import { demoAccounts, demoResources, owners, type Sketch } from './demo-resources.ts'

type DemoAccount = (typeof demoAccounts)[number]

const sketches = demoAccounts.flatMap((account) => demoResources[account.name].map((sketch) => ({ account, sketch })))

const arnIn = (account: DemoAccount, { type, name, region = account.region }: Sketch): string => arnOf({ type, name, region, accountId: account.id })

const arns = new Map(sketches.map(({ account, sketch }) => [`${account.name}/${sketch.name}`, arnIn(account, sketch)]))

/** The ARN of a name in `needs`. Throws for an unknown name: an error in our table, which any test that reads it finds. */
const resolve = (account: DemoAccount, need: string): string => {
  const key = need.includes('/') ? need : `${account.name}/${need}`
  const arn = arns.get(key)
  if (arn === undefined) throw new Error(`The demo estate has no resource ${key}.`)
  return arn
}

const toResource = (account: DemoAccount, sketch: Sketch, seenAt: string): AwsResource => ({
  arn: arnIn(account, sketch),
  name: sketch.name,
  type: sketch.type,
  region: sketch.region ?? account.region,
  accountId: account.id,
  state: sketch.state ?? 'active',
  owner: owners[sketch.type] ?? null,
  dependencies: (sketch.needs ?? []).map((need) => resolve(account, need)),
  tags: { environment: account.role, ...sketch.tags },
  seenAt,
})

/**
 * The embedded estate: five example accounts and some sixty connected resources, the same at every start. No network, no AWS account.
 * Only `seenAt` changes, with the clock. Its source is shown as `demo`.
 */
export const createDemoEstate = ({ clock }: { clock: Clock }): EstatePort => ({
  source: 'demo',
  inventory: async (): Promise<Inventory> => {
    const seenAt = clock.now().toISOString()
    return {
      accounts: demoAccounts.map((account) => ({ ...account })),
      resources: sketches.map(({ account, sketch }) => toResource(account, sketch, seenAt)),
    }
  },
})
