import type { Metadata } from 'next'
import { OrganizationEntry } from '../../../../features/organization/OrganizationEntry.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.organization }

const Page = () => <OrganizationEntry page="invitations" />
export default Page
