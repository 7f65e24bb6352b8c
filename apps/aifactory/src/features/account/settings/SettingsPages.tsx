import { AccountArea, SettingsFrame, Skeleton } from '@pantheon/ui'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { usePageTitle } from '../../shell/use-page-title.ts'
import { PathLink } from '../PathLink.tsx'
import { settingsHrefs, settingsPlaceOf } from './settings-hrefs.ts'

/** Layout of the settings pages. */
export const SettingsPages = () => {
  const current = useRouterState({ select: ({ location }) => settingsPlaceOf(location.pathname) })
  const [title, setTitle] = useState<string>()
  usePageTitle(title)
  if (!current) return <NotFoundPage />
  return (
    <AccountArea fallback={<Skeleton shape="form" className="h-80" />}>
      <SettingsFrame current={current} hrefs={settingsHrefs} linkComponent={PathLink} onTitle={setTitle}>
        <Outlet />
      </SettingsFrame>
    </AccountArea>
  )
}
