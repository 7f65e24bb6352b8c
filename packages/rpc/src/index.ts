export { failureTable, retryAfterOf, toFailure, toTrpcError } from './failure-table.ts'
export {
  allow,
  type LimitName,
  type MediaType,
  type Meta,
  mergeRouters,
  open,
  type RequestContext,
  type RestMeta,
  type RpcContext,
  router,
} from './procedures.ts'
export { noteLimit, type ReportedLimit } from './rate-limit.ts'
