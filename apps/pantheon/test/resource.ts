import type { AwsResource } from '@pantheon/contract'

/** A resource named `name`, everything else plain unless said. */
export const resource = (name: string, given: Partial<AwsResource> = {}): AwsResource => ({
  arn: `arn:${name}`,
  name,
  type: 'ec2_instance',
  region: 'us-east-1',
  accountId: '1',
  state: 'active',
  owner: null,
  dependencies: [],
  tags: {},
  seenAt: '2026-11-21T09:00:00.000Z',
  ...given,
})
