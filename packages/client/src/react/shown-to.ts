import type { Account } from '@pantheon/contract'
import type { QueryClient } from '@tanstack/react-query'
import { sessionKey } from './query-cache.ts'

/** Procedures that the user wants whatever account the session has by now. */
const always = /^(auth\.logout|organizations\.switch)$/

/**
 * Header that names the account a page was rendered for: the server rejects a write with `session.changed` when the session
 * belongs to another user or organization by now. Empty before the account is known.
 */
export const shownToHeader = (queryClient: QueryClient, path: string): Record<string, string> => {
  const account = queryClient.getQueriesData<Account | null>({ queryKey: sessionKey })[0]?.[1]
  return account && !always.test(path) ? { 'x-shown-to': `${account.user.id}@${account.organization.id}` } : {}
}
