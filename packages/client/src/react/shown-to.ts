import type { Account } from '@pantheon/contract'
import type { QueryClient } from '@tanstack/react-query'

/** These are what the person wants whoever they are taken for. */
const always = /^(auth\.logout|organizations\.switch)$/

/**
 * Says to whom the page is shown, for a write that was pressed on it: the server refuses it with `session.changed` when the
 * session is another's meanwhile. Nothing before it is known who is signed in.
 */
export const shownToHeader = (queryClient: QueryClient, path: string): Record<string, string> => {
  const account = queryClient.getQueriesData<Account | null>({ queryKey: [['auth', 'session']] })[0]?.[1]
  return account && !always.test(path) ? { 'x-shown-to': `${account.user.id}@${account.organization.id}` } : {}
}
