'use client'
import { useMembers } from '@pantheon/client/react'
import { type Account, cutText } from '@pantheon/contract'
import { MembersView } from '@pantheon/ui'
import { useCallback } from 'react'
import { useLocale } from '../session/use-locale.ts'
import { useAddress } from './use-address.ts'

export const Members = ({ account: { user, permissions } }: { account: Account }) => {
  const [address, setAddress] = useAddress()
  const search = cutText(address.q ?? '', 120)
  const onSearch = useCallback((q: string) => setAddress(q === '' ? {} : { q }), [setAddress])
  return <MembersView {...useMembers(useLocale(), search)} ownId={user.id} held={permissions} search={search} onSearch={onSearch} />
}
