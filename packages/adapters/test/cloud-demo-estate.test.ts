import { AwsAccount, AwsResource, resourceTypes } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { createDemoEstate } from '../src/cloud/demo-estate.ts'

const at = (iso: string) => ({ now: () => new Date(iso) })
const estate = createDemoEstate({ clock: at('2026-11-21T09:00:00.000Z') })
const { accounts, resources } = await estate.inventory()

/** Written from the AWS Service Authorization Reference, apart from the code that makes the ARNs. */
const region = '(ap-northeast-1|us-east-1)'
const id = '(\\d)\\2{11}'
const loose = '(\\d)\\1{11}'
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const arnForms: Record<(typeof resourceTypes)[number], string> = {
  ec2_instance: `ec2:${region}:${id}:instance/i-[0-9a-f]{17}`,
  s3_bucket: 's3:::[a-z0-9][a-z0-9-]{1,61}[a-z0-9]',
  lambda_function: `lambda:${region}:${id}:function:[\\w-]{1,64}`,
  rds_instance: `rds:${region}:${id}:db:[a-z][a-z0-9-]{0,62}`,
  cloudformation_stack: `cloudformation:${region}:${id}:stack/[A-Za-z][A-Za-z0-9-]{0,127}/${uuid}`,
  api_gateway: `apigateway:${region}::/restapis/[a-z0-9]{10}`,
  dynamodb_table: `dynamodb:${region}:${id}:table/[\\w.-]{3,255}`,
  vpc: `ec2:${region}:${id}:vpc/vpc-[0-9a-f]{17}`,
  cloudfront_distribution: `cloudfront::${loose}:distribution/E[A-Z0-9]{13}`,
  load_balancer: `elasticloadbalancing:${region}:${id}:loadbalancer/app/[\\w-]{1,32}/[0-9a-f]{16}`,
  sqs_queue: `sqs:${region}:${id}:[\\w-]{1,80}`,
  event_bus: `events:${region}:${id}:event-bus/[\\w./-]+`,
  sagemaker_endpoint: `sagemaker:${region}:${id}:endpoint/[A-Za-z0-9-]{1,63}`,
  bedrock_model: `bedrock:${region}:${id}:provisioned-model/[a-z0-9]{12}`,
  cloudwatch_alarm: `cloudwatch:${region}:${id}:alarm:[\\w-]+`,
  xray_group: `xray:${region}:${id}:group/[\\w-]+/[A-Z0-9]{26}`,
  iam_role: `iam::${loose}:role/[\\w+=,.@-]{1,64}`,
  kms_key: `kms:${region}:${id}:key/${uuid}`,
}

describe('The demo estate', () => {
  it('says that it is a demo', () => {
    expect(estate.source).toBe('demo')
  })

  it('is the same at every start, but for when it was seen', async () => {
    const later = await createDemoEstate({ clock: at('2027-01-01T00:00:00.000Z') }).inventory()
    expect(later.accounts).toEqual(accounts)
    expect(later.resources.map(({ seenAt: _, ...rest }) => rest)).toEqual(resources.map(({ seenAt: _, ...rest }) => rest))
    expect(new Set(later.resources.map((resource) => resource.seenAt))).toEqual(new Set(['2027-01-01T00:00:00.000Z']))
  })

  it('has five accounts with resources in each, 55 to 70 in all, every one its own ARN', () => {
    expect(accounts.map(({ name, role }) => [name, role])).toEqual([
      ['Zeus', 'management'],
      ['Cerberus', 'security'],
      ['Apollo', 'production'],
      ['Athena', 'development'],
      ['Hephaestus', 'ai_factory'],
    ])
    for (const account of accounts) expect(resources.filter((resource) => resource.accountId === account.id).length).toBeGreaterThanOrEqual(8)
    expect(resources.length).toBeGreaterThanOrEqual(55)
    expect(resources.length).toBeLessThanOrEqual(70)
    expect(new Set(resources.map((resource) => resource.arn)).size).toBe(resources.length)
  })

  it('speaks the contract', () => {
    for (const account of accounts) AwsAccount.omit({ resourceCount: true }).parse(account)
    for (const resource of resources) expect(AwsResource.parse(resource)).toEqual(resource)
  })

  it('shows every type of resource, each with the ARN form of its service', () => {
    expect(new Set(resources.map((resource) => resource.type))).toEqual(new Set(resourceTypes))
    for (const { arn, type } of resources) expect(arn).toMatch(new RegExp(`^arn:aws:${arnForms[type]}$`))
  })

  it('is connected, within accounts and across them, and points at nothing that is not there', () => {
    const byArn = new Map(resources.map((resource) => [resource.arn, resource]))
    const ends = resources.flatMap((from) => from.dependencies.map((arn) => ({ from, to: byArn.get(arn) })))
    expect(ends.filter(({ to }) => to === undefined)).toEqual([])
    expect(ends.filter(({ from, to }) => from.accountId !== to?.accountId).length).toBeGreaterThanOrEqual(8)
    const touched = new Set(ends.flatMap(({ from, to }) => [from.arn, to?.arn]))
    expect(resources.filter((resource) => !touched.has(resource.arn)).map((resource) => resource.name)).toEqual([])
  })

  it('is not all well: some resources change, and one failed', () => {
    const states = resources.map((resource) => resource.state)
    expect(states.filter((state) => state === 'failed')).toHaveLength(1)
    expect(states).toContain('creating')
    expect(states).toContain('updating')
  })
})
