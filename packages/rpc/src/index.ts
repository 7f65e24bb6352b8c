export { failureTable, toFailure, toTrpcError } from './failure-table.ts'
export {
  allow,
  type LimitName,
  type Meta,
  mergeRouters,
  open,
  type RequestContext,
  type RestMeta,
  type RpcContext,
  router,
  type WireErrorData,
} from './procedures.ts'
export { noteLimit, type ToldLimit } from './rate-limit.ts'
