import { createFileRoute } from '@tanstack/react-router'
import { SettingsPage } from '../features/account/settings/SettingsPage.tsx'
import { settingsPlaceOf } from '../features/account/settings/settings-hrefs.ts'
import { NotFoundPage } from '../features/shell/NotFoundPage.tsx'

const Page = () => {
  const { page } = Route.useParams()
  const place = settingsPlaceOf(`/settings/${page}`)
  return place ? <SettingsPage place={place} /> : <NotFoundPage />
}

// One route for all pages: every separate route adds to the first load of the shop.
export const Route = createFileRoute('/settings/$page')({ component: Page })
