'use client'
import { useTeams } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { TeamsView } from '@pantheon/ui'
import { useState } from 'react'
import { useLocale } from '../session/use-locale.ts'

export const Teams = ({ account }: { account: Account }) => {
  const [search, setSearch] = useState('')
  return <TeamsView {...useTeams(useLocale(), search)} held={account.permissions} search={search} onSearch={setSearch} />
}
