import { AccountList, ListResources, ResourcePage, Topology, TopologyRequest } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { AwsServices } from './aws.types.ts'

/** Read-only procedures for the estate. They need `aws:read`. */
export const createAwsRouter = ({ estate }: AwsServices) =>
  router({
    accounts: allow('aws:read')
      .meta({ openapi: { method: 'GET', path: '/aws/accounts', summary: 'List the AWS accounts', tags: ['aws'] } })
      .input(z.void())
      .output(AccountList)
      .query(() => estate.accounts()),

    resources: allow('aws:read')
      .meta({ openapi: { method: 'GET', path: '/aws/resources', summary: 'List AWS resources', tags: ['aws'] } })
      .input(ListResources)
      .output(ResourcePage)
      .query(({ input }) => estate.resources(input)),

    topology: allow('aws:read')
      .meta({ openapi: { method: 'GET', path: '/aws/topology', summary: 'Read the AWS estate as a graph of dependencies', tags: ['aws'] } })
      .input(TopologyRequest)
      .output(Topology)
      .query(({ input }) => estate.topology(input)),
  })
