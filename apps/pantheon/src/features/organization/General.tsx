'use client'
import { useGeneral } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { GeneralView } from '@pantheon/ui'
import { useState } from 'react'
import { useLocale } from '../session/use-locale.ts'
import { home } from './page-hrefs.ts'

export const General = ({ account }: { account: Account }) => {
  const [candidateSearch, setCandidateSearch] = useState('')
  const general = useGeneral(useLocale(), home, candidateSearch)
  return <GeneralView {...general} account={account} candidateSearch={candidateSearch} onCandidateSearch={setCandidateSearch} />
}
