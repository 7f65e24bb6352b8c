import type { Metadata } from 'next'
import { SettingsEntry } from '../../../../features/settings/SettingsEntry.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.settings.methods }

const Page = () => <SettingsEntry place="methods" />
export default Page
