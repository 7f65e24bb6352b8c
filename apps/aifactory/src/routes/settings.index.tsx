import { createFileRoute } from '@tanstack/react-router'
import { SettingsPage } from '../features/account/settings/SettingsPage.tsx'

const Page = () => <SettingsPage place="profile" />

export const Route = createFileRoute('/settings/')({ component: Page })
