import { createFileRoute } from '@tanstack/react-router'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { SettingsPages } from '../features/account/settings/SettingsPages.tsx'

const Page = () => <SignedIn>{() => <SettingsPages />}</SignedIn>

export const Route = createFileRoute('/settings')({ component: Page })
