import { useApiKeys } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { ApiKeysView, keysPermission, NoKeysView } from '@pantheon/ui'
import { useAccount } from '../use-account.ts'
import { useLocale } from '../use-locale.ts'

const Keys = ({ account }: { account: Account }) => <ApiKeysView account={account} {...useApiKeys(useLocale())} />

export const KeysSettings = () => {
  const { account, can } = useAccount()
  if (!account) return null
  return can(keysPermission) ? <Keys account={account} /> : <NoKeysView account={account} />
}
