import { useGeneral } from '@pantheon/client/react'
import { GeneralView } from '@pantheon/ui'
import { useState } from 'react'
import { useLocale } from '../account/use-locale.ts'
import { home } from './page-hrefs.ts'
import { useOwnAccount } from './use-own-account.ts'

export const GeneralPage = () => {
  const account = useOwnAccount()
  const [candidateSearch, setCandidateSearch] = useState('')
  const general = useGeneral(useLocale(), home, candidateSearch)
  return <GeneralView {...general} account={account} candidateSearch={candidateSearch} onCandidateSearch={setCandidateSearch} />
}
