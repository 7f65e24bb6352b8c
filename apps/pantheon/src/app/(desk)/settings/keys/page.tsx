import type { Metadata } from 'next'
import { SettingsEntry } from '../../../../features/settings/SettingsEntry.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.settings.keys }

const Page = () => <SettingsEntry place="keys" />
export default Page
