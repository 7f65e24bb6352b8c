import { z } from 'zod'
import { Line, SearchText } from '../plain-text.ts'
import { Instant, PageRequest, pageOf } from '../primitives.ts'

export const accountRoles = ['management', 'security', 'production', 'development', 'ai_factory'] as const
export const resourceTypes = [
  'ec2_instance',
  's3_bucket',
  'lambda_function',
  'rds_instance',
  'cloudformation_stack',
  'api_gateway',
  'dynamodb_table',
  'vpc',
  'cloudfront_distribution',
  'load_balancer',
  'sqs_queue',
  'event_bus',
  'sagemaker_endpoint',
  'bedrock_model',
  'cloudwatch_alarm',
  'xray_group',
  'iam_role',
  'kms_key',
] as const
export const ResourceType = z.enum(resourceTypes)
export type ResourceType = z.infer<typeof ResourceType>
export const resourceStates = ['creating', 'active', 'updating', 'deleting', 'failed'] as const
export const ResourceState = z.enum(resourceStates)
export type ResourceState = z.infer<typeof ResourceState>

export const AwsAccount = z
  .object({ id: z.string(), name: z.string(), role: z.enum(accountRoles), region: z.string(), resourceCount: z.int() })
  .meta({ id: 'AwsAccount' })
export type AwsAccount = z.infer<typeof AwsAccount>

export const AwsResource = z
  .object({
    arn: z.string(),
    name: z.string(),
    type: ResourceType,
    region: z.string(),
    accountId: z.string(),
    state: ResourceState,
    /** The persona that owns this kind of service, or null. */
    owner: z.string().nullable(),
    /** ARNs that this resource depends on. */
    dependencies: z.array(z.string()),
    tags: z.record(z.string(), z.string()),
    seenAt: Instant,
  })
  .meta({ id: 'AwsResource' })
export type AwsResource = z.infer<typeof AwsResource>

/** The source of the figures: the bundled demo estate, or a live AWS organization. */
export const estateSources = ['demo', 'aws'] as const
export const AccountList = z.object({ source: z.enum(estateSources), items: z.array(AwsAccount) })
export type AccountList = z.infer<typeof AccountList>

export const ListResources = PageRequest.extend({
  accountId: Line(20).optional(),
  type: ResourceType.optional(),
  state: ResourceState.optional(),
  search: SearchText(100).optional(),
})
export type ListResources = z.infer<typeof ListResources>
export const ResourcePage = pageOf(AwsResource)

/** The estate as a graph: accounts group nodes, an edge goes from a resource to what it depends on. */
export const Topology = z
  .object({
    source: z.enum(estateSources),
    accounts: z.array(AwsAccount),
    nodes: z.array(AwsResource),
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
  })
  .meta({ id: 'Topology' })
export type Topology = z.infer<typeof Topology>
export const TopologyRequest = z.object({ accountId: Line(20).optional() })
export type TopologyRequest = z.infer<typeof TopologyRequest>
