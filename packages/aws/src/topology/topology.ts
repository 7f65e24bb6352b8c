import type { AwsResource, Topology } from '@pantheon/contract'

export type Edge = Topology['edges'][number]

export interface Graph {
  nodes: AwsResource[]
  edges: Edge[]
  /** How many dependencies have no edge: they point outside the given resources, at the resource itself, or are duplicates. */
  dropped: number
}

/**
 * The dependency graph of the given resources, in their order: an edge goes from a resource to what it depends on. Pure. Dependencies
 * without a target in the graph are counted in `dropped`.
 */
export const graphOf = (resources: readonly AwsResource[]): Graph => {
  const known = new Set(resources.map((resource) => resource.arn))
  const edges = resources.flatMap(({ arn, dependencies }) =>
    [...new Set(dependencies)].filter((to) => to !== arn && known.has(to)).map((to) => ({ from: arn, to })),
  )
  const declared = resources.reduce((sum, resource) => sum + resource.dependencies.length, 0)
  return { nodes: [...resources], edges, dropped: declared - edges.length }
}

/** The resources of one account, with the resources of other accounts that they depend on or that depend on them. */
export const neighbourhoodOf = (resources: readonly AwsResource[], accountId: string): AwsResource[] => {
  const own = new Set(resources.filter((resource) => resource.accountId === accountId).map((resource) => resource.arn))
  const needed = new Set(resources.filter((resource) => own.has(resource.arn)).flatMap((resource) => resource.dependencies))
  return resources.filter(({ arn, dependencies }) => own.has(arn) || needed.has(arn) || dependencies.some((dependency) => own.has(dependency)))
}
