'use client'
import { useOrganizationSwitch, useShownTo } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { OrganizationSwitch, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../session/use-locale.ts'
import { home } from './page-hrefs.ts'

/** The organization switch of the top bar; the list is loaded when the menu is first opened. */
export const TopBarSwitch = ({ account }: { account: Account }) => {
  const { t } = useTranslation('ui')
  const [isWanted, setWanted] = useState(false)
  useShownTo(account, home, () => toast.info(t('organizationSwitch.elsewhere', { name: account.organization.name })))
  return <OrganizationSwitch {...useOrganizationSwitch(useLocale(), home, isWanted)} current={account.organization} onOpen={() => setWanted(true)} />
}
