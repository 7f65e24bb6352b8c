import type { Failure } from '@pantheon/kernel'
import { retryAfterOf } from '@pantheon/rpc'

const realm = 'Bearer realm="Pantheon"'

/** The `WWW-Authenticate` challenge of RFC 6750, section 3, with `invalid_token` if the request had an invalid one. */
const challengeOf = ({ code, message }: Failure): string =>
  code === 'auth.token_expired' || code === 'auth.token_invalid' ? `${realm}, error="invalid_token", error_description="${message}"` : realm

/** The response headers of a failure: when to retry, how to authenticate (RFC 9110, section 11.6.1), which bodies are accepted (section 15.5.16). */
export const failureHeaders = (failure: Failure): Record<string, string> => {
  const { kind, details } = failure
  const retryAfter = retryAfterOf(failure)
  return {
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...(kind === 'unauthenticated' && { 'www-authenticate': challengeOf(failure) }),
    ...(kind === 'unsupported_media_type' && details.expectedEncoding !== undefined && { 'accept-encoding': String(details.expectedEncoding) }),
    ...(kind === 'unsupported_media_type' && details.expectedEncoding === undefined && { accept: 'application/json' }),
  }
}
