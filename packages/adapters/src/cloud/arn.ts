import { createHash } from 'node:crypto'
import type { ResourceType } from '@pantheon/contract'

/** The parts of an ARN. */
export interface ArnParts {
  type: ResourceType
  name: string
  region: string
  accountId: string
}

const hexAlphabet = '0123456789abcdef'
const upperAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const lowerAlphabet = upperAlphabet.toLowerCase()

/** `length` characters derived from the resource, where AWS would generate random ones. */
const drawn = ({ type, name, region, accountId }: ArnParts, alphabet: string, length: number): string => {
  const bytes = createHash('sha256').update(`${accountId}/${region}/${type}/${name}`).digest()
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const uuid = (parts: ArnParts): string => {
  const hex = drawn(parts, hexAlphabet, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Service, missing parts (region, account), and the last part of each ARN. From the AWS Service Authorization Reference. */
const forms: Record<ResourceType, { service: string; lacks?: readonly ('region' | 'account')[]; tail: (parts: ArnParts) => string }> = {
  ec2_instance: { service: 'ec2', tail: (parts) => `instance/i-0${drawn(parts, hexAlphabet, 16)}` },
  s3_bucket: { service: 's3', lacks: ['region', 'account'], tail: ({ name }) => name },
  lambda_function: { service: 'lambda', tail: ({ name }) => `function:${name}` },
  rds_instance: { service: 'rds', tail: ({ name }) => `db:${name}` },
  cloudformation_stack: { service: 'cloudformation', tail: (parts) => `stack/${parts.name}/${uuid(parts)}` },
  api_gateway: { service: 'apigateway', lacks: ['account'], tail: (parts) => `/restapis/${drawn(parts, lowerAlphabet, 10)}` },
  dynamodb_table: { service: 'dynamodb', tail: ({ name }) => `table/${name}` },
  vpc: { service: 'ec2', tail: (parts) => `vpc/vpc-0${drawn(parts, hexAlphabet, 16)}` },
  cloudfront_distribution: { service: 'cloudfront', lacks: ['region'], tail: (parts) => `distribution/E${drawn(parts, upperAlphabet, 13)}` },
  load_balancer: { service: 'elasticloadbalancing', tail: (parts) => `loadbalancer/app/${parts.name}/${drawn(parts, hexAlphabet, 16)}` },
  sqs_queue: { service: 'sqs', tail: ({ name }) => name },
  event_bus: { service: 'events', tail: ({ name }) => `event-bus/${name}` },
  sagemaker_endpoint: { service: 'sagemaker', tail: ({ name }) => `endpoint/${name}` },
  bedrock_model: { service: 'bedrock', tail: (parts) => `provisioned-model/${drawn(parts, lowerAlphabet, 12)}` },
  cloudwatch_alarm: { service: 'cloudwatch', tail: ({ name }) => `alarm:${name}` },
  xray_group: { service: 'xray', tail: (parts) => `group/${parts.name}/${drawn(parts, upperAlphabet, 26)}` },
  iam_role: { service: 'iam', lacks: ['region'], tail: ({ name }) => `role/${name}` },
  kms_key: { service: 'kms', tail: (parts) => `key/${uuid(parts)}` },
}

/** The ARN that AWS would give such a resource. Random parts are derived from the name instead. */
export const arnOf = (parts: ArnParts): string => {
  const { service, lacks = [], tail } = forms[parts.type]
  const region = lacks.includes('region') ? '' : parts.region
  const account = lacks.includes('account') ? '' : parts.accountId
  return `arn:aws:${service}:${region}:${account}:${tail(parts)}`
}
