import { useTeams } from '@pantheon/client/react'
import { TeamsView } from '@pantheon/ui'
import { useState } from 'react'
import { useLocale } from '../account/use-locale.ts'
import { useOwnAccount } from './use-own-account.ts'

export const TeamsPage = () => {
  const { permissions } = useOwnAccount()
  const [search, setSearch] = useState('')
  return <TeamsView {...useTeams(useLocale(), search)} held={permissions} search={search} onSearch={setSearch} />
}
