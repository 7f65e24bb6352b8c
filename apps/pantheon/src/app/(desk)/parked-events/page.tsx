import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.parkedEvents }

const Page = () => <SignedInPage place="parked-events" />
export default Page
