'use client'
import { AccountArea, SettingsFrame, type SettingsPlace, Skeleton } from '@pantheon/ui'
import type { ReactNode } from 'react'
import { AppLink } from '../shell/AppLink.tsx'
import { settingsHrefs } from './settings-hrefs.ts'

/** Layout of the settings pages. */
export const SettingsPages = ({ place, children }: { place: SettingsPlace; children: ReactNode }) => (
  <AccountArea fallback={<Skeleton shape="form" className="h-80" />}>
    <SettingsFrame current={place} hrefs={settingsHrefs} linkComponent={AppLink}>
      {children}
    </SettingsFrame>
  </AccountArea>
)
