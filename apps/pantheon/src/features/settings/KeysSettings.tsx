'use client'
import { useApiKeys } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { ApiKeysView, keysPermission, NoKeysView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'
import { useAccount } from '../session/use-session.ts'

const Keys = ({ account }: { account: Account }) => <ApiKeysView account={account} {...useApiKeys(useLocale())} />

export const KeysSettings = () => {
  const account = useAccount()
  if (!account) return null
  return account.permissions.includes(keysPermission) ? <Keys account={account} /> : <NoKeysView account={account} />
}
