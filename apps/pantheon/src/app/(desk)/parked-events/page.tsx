import type { Metadata } from 'next'
import { DeskPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.parkedEvents }

const Page = () => <DeskPage place="parked-events" />
export default Page
