import { useMembers } from '@pantheon/client/react'
import { cutText } from '@pantheon/contract'
import { MembersView } from '@pantheon/ui'
import { useCallback } from 'react'
import { useLocale } from '../account/use-locale.ts'
import { useAddress } from './use-address.ts'
import { useOwnAccount } from './use-own-account.ts'

export const MembersPage = () => {
  const { user, permissions } = useOwnAccount()
  const [address, setAddress] = useAddress()
  const search = cutText(String(address.q ?? ''), 120)
  const onSearch = useCallback((q: string) => setAddress(q === '' ? {} : { q }), [setAddress])
  return <MembersView {...useMembers(useLocale(), search)} ownId={user.id} held={permissions} search={search} onSearch={onSearch} />
}
