import type { Metadata } from 'next'
import { InvitationPage } from '../../features/organization/InvitationPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.nav.organization }

const Page = () => <InvitationPage />
export default Page
