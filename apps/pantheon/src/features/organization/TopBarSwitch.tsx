'use client'
import { useOrganizationSwitch } from '@pantheon/client'
import type { Account } from '@pantheon/contract'
import { OrganizationSwitch } from '@pantheon/ui'
import { useState } from 'react'
import { useLocale } from '../session/use-locale.ts'
import { home } from './page-hrefs.ts'

/** The organization in the top bar; the others are asked for when the menu is first opened. */
export const TopBarSwitch = ({ account }: { account: Account }) => {
  const [isWanted, setWanted] = useState(false)
  return <OrganizationSwitch {...useOrganizationSwitch(useLocale(), home, isWanted)} current={account.organization} onOpen={() => setWanted(true)} />
}
