import type { Account } from '@pantheon/contract'
import { useAccount } from '../account/use-account.ts'

/** Whoever is signed in. Only for what stands inside `SignedIn`, which shows nothing to others. */
export const useOwnAccount = (): Account => {
  const { account } = useAccount()
  if (!account) throw new Error('Nobody is signed in')
  return account
}
