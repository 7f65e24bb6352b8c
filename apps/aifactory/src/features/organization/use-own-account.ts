import type { Account } from '@pantheon/contract'
import { useAccount } from '../account/use-account.ts'

/** The signed-in account. Only inside `SignedIn`, which guarantees that there is one. */
export const useOwnAccount = (): Account => {
  const { account } = useAccount()
  if (!account) throw new Error('Nobody is signed in')
  return account
}
