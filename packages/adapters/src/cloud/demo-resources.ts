import type { AwsAccount, ResourceState, ResourceType } from '@pantheon/contract'

export type AccountName = 'Zeus' | 'Cerberus' | 'Apollo' | 'Athena' | 'Hephaestus'

/** Repeated digits, so that these are not mistaken for real accounts. */
export const demoAccounts: (Omit<AwsAccount, 'resourceCount' | 'name'> & { name: AccountName })[] = [
  { id: '111111111111', name: 'Zeus', role: 'management', region: 'us-east-1' },
  { id: '222222222222', name: 'Cerberus', role: 'security', region: 'ap-northeast-1' },
  { id: '333333333333', name: 'Apollo', role: 'production', region: 'ap-northeast-1' },
  { id: '444444444444', name: 'Athena', role: 'development', region: 'ap-northeast-1' },
  { id: '555555555555', name: 'Hephaestus', role: 'ai_factory', region: 'us-east-1' },
]

/** The owner of each kind of service. Kinds without an owner have no entry. */
export const owners: Partial<Record<ResourceType, string>> = {
  ec2_instance: 'Bill Gates',
  lambda_function: 'Bill Gates',
  cloudfront_distribution: 'Steve Jobs',
  s3_bucket: 'Steve Jobs',
  sagemaker_endpoint: 'Hideyo Noguchi',
  bedrock_model: 'Hideyo Noguchi',
  load_balancer: 'Napoleon Bonaparte',
  sqs_queue: 'Hannibal Barca',
  event_bus: 'Hannibal Barca',
  cloudwatch_alarm: 'Peter Drucker',
  xray_group: 'Peter Drucker',
  api_gateway: 'Philip Kotler',
  rds_instance: 'Philip Kotler',
}

/** A resource of the demo estate. `needs` refers to others: `name` in the same account, `Account/name` in another. */
export interface Sketch {
  type: ResourceType
  name: string
  needs?: readonly string[]
  state?: ResourceState
  region?: string
  tags?: Record<string, string>
}

const zeus: Sketch[] = [
  { type: 'kms_key', name: 'organization-secrets' },
  { type: 'iam_role', name: 'organization-admin' },
  { type: 'iam_role', name: 'pipeline-deploy', needs: ['organization-admin'] },
  { type: 's3_bucket', name: 'pantheon-billing-exports', needs: ['organization-secrets'] },
  { type: 'event_bus', name: 'organization-events' },
  { type: 'dynamodb_table', name: 'account-registry', needs: ['organization-secrets'] },
  { type: 'lambda_function', name: 'cost-report', needs: ['pantheon-billing-exports', 'account-registry', 'organization-admin'], tags: { schedule: 'daily' } },
  { type: 'cloudwatch_alarm', name: 'monthly-spend', needs: ['cost-report'] },
  { type: 'cloudformation_stack', name: 'organization-baseline', needs: ['pipeline-deploy', 'organization-secrets'], state: 'updating' },
]

const cerberus: Sketch[] = [
  { type: 'kms_key', name: 'audit-log' },
  { type: 'iam_role', name: 'security-audit', needs: ['Zeus/organization-admin'] },
  { type: 's3_bucket', name: 'pantheon-audit-archive', needs: ['audit-log'], tags: { retention: '7y' } },
  { type: 'event_bus', name: 'security-events', needs: ['Zeus/organization-events'] },
  { type: 'sqs_queue', name: 'findings', needs: ['security-events'] },
  { type: 'dynamodb_table', name: 'finding-ledger', needs: ['audit-log'] },
  { type: 'lambda_function', name: 'finding-triage', needs: ['findings', 'finding-ledger', 'security-audit'] },
  { type: 'vpc', name: 'inspection' },
  { type: 'ec2_instance', name: 'traffic-inspector', needs: ['inspection', 'pantheon-audit-archive'] },
  { type: 'cloudwatch_alarm', name: 'root-sign-in', needs: ['pantheon-audit-archive'] },
]

const apollo: Sketch[] = [
  { type: 'vpc', name: 'production' },
  { type: 'kms_key', name: 'payments' },
  { type: 'iam_role', name: 'app-runtime', needs: ['Zeus/organization-admin'] },
  { type: 'cloudfront_distribution', name: 'storefront', needs: ['pantheon-storefront-assets', 'web', 'public-api'], region: 'us-east-1' },
  { type: 's3_bucket', name: 'pantheon-storefront-assets' },
  { type: 's3_bucket', name: 'pantheon-course-exports', needs: ['payments'] },
  { type: 'load_balancer', name: 'web', needs: ['production', 'web-1', 'web-2'] },
  { type: 'ec2_instance', name: 'web-1', needs: ['production', 'app-runtime', 'orders-primary', 'sessions'] },
  { type: 'ec2_instance', name: 'web-2', needs: ['production', 'app-runtime', 'orders-primary', 'sessions'], state: 'updating' },
  { type: 'ec2_instance', name: 'worker-1', needs: ['production', 'app-runtime', 'jobs', 'pantheon-course-exports'] },
  { type: 'api_gateway', name: 'public-api', needs: ['order-intake', 'payment-callback'] },
  { type: 'lambda_function', name: 'order-intake', needs: ['orders-primary', 'commerce', 'app-runtime'] },
  { type: 'lambda_function', name: 'payment-callback', needs: ['payments', 'commerce', 'app-runtime'] },
  { type: 'rds_instance', name: 'orders-primary', needs: ['production', 'payments'], tags: { engine: 'postgres', backup: '35d' } },
  { type: 'rds_instance', name: 'orders-replica', needs: ['orders-primary'], state: 'creating', tags: { engine: 'postgres' } },
  { type: 'dynamodb_table', name: 'sessions' },
  { type: 'event_bus', name: 'commerce', needs: ['Zeus/organization-events'] },
  { type: 'sqs_queue', name: 'jobs', needs: ['commerce', 'jobs-dead-letter'] },
  { type: 'sqs_queue', name: 'jobs-dead-letter' },
  { type: 'cloudwatch_alarm', name: 'queue-depth', needs: ['jobs'] },
  { type: 'xray_group', name: 'checkout', needs: ['public-api'] },
  { type: 'cloudformation_stack', name: 'production-platform', needs: ['Zeus/pipeline-deploy', 'production'] },
]

const athena: Sketch[] = [
  { type: 'vpc', name: 'development' },
  { type: 'iam_role', name: 'developer', needs: ['Zeus/organization-admin'] },
  { type: 's3_bucket', name: 'pantheon-build-artifacts' },
  { type: 'ec2_instance', name: 'build-runner', needs: ['development', 'pantheon-build-artifacts', 'Zeus/pipeline-deploy'] },
  { type: 'rds_instance', name: 'orders-staging', needs: ['development'], tags: { engine: 'postgres' } },
  { type: 'dynamodb_table', name: 'feature-flags' },
  { type: 'lambda_function', name: 'preview-deploy', needs: ['pantheon-build-artifacts', 'feature-flags', 'developer'] },
  { type: 'api_gateway', name: 'staging-api', needs: ['preview-deploy', 'orders-staging'] },
  { type: 'cloudformation_stack', name: 'preview-environment', needs: ['Zeus/pipeline-deploy', 'development'], state: 'failed' },
]

const hephaestus: Sketch[] = [
  { type: 'vpc', name: 'training' },
  { type: 'iam_role', name: 'model-runtime', needs: ['Zeus/organization-admin'] },
  { type: 's3_bucket', name: 'pantheon-training-data' },
  { type: 's3_bucket', name: 'pantheon-model-artifacts' },
  { type: 'ec2_instance', name: 'gpu-trainer', needs: ['training', 'pantheon-training-data', 'pantheon-model-artifacts'] },
  { type: 'bedrock_model', name: 'course-writer', needs: ['model-runtime'] },
  { type: 'bedrock_model', name: 'document-writer', needs: ['model-runtime'] },
  { type: 'sagemaker_endpoint', name: 'content-embeddings', needs: ['pantheon-model-artifacts', 'model-runtime', 'training'] },
  { type: 'sagemaker_endpoint', name: 'image-differences', needs: ['pantheon-model-artifacts', 'model-runtime'], state: 'creating' },
  { type: 'sqs_queue', name: 'generation-requests', needs: ['Apollo/commerce'] },
  { type: 'dynamodb_table', name: 'generation-ledger' },
  { type: 'lambda_function', name: 'generate-course', needs: ['generation-requests', 'course-writer', 'generation-ledger', 'Apollo/pantheon-course-exports'] },
  { type: 'lambda_function', name: 'generate-document', needs: ['generation-requests', 'document-writer', 'generation-ledger'] },
  { type: 'lambda_function', name: 'index-content', needs: ['content-embeddings', 'Apollo/pantheon-course-exports'] },
  { type: 'cloudwatch_alarm', name: 'generation-errors', needs: ['generate-course', 'generate-document'] },
  { type: 'xray_group', name: 'generation', needs: ['generate-course'] },
]

/** The demo estate, account by account. */
export const demoResources: Record<AccountName, Sketch[]> = { Zeus: zeus, Cerberus: cerberus, Apollo: apollo, Athena: athena, Hephaestus: hephaestus }
