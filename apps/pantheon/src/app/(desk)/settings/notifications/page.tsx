import type { Metadata } from 'next'
import { SettingsEntry } from '../../../../features/settings/SettingsEntry.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.settings.notifications }

const Page = () => <SettingsEntry place="notifications" />
export default Page
