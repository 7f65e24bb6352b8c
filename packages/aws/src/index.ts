export type { EstatePort, Inventory } from './estate.port.ts'
export { createAwsRouter } from './estate.router.ts'
export { createEstate, type Estate, type EstateDeps } from './inventory/estate.service.ts'
export { type Edge, type Graph, graphOf, neighbourhoodOf } from './topology/topology.ts'
