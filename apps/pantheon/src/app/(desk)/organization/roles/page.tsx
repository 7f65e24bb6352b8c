import type { Metadata } from 'next'
import { SignedInPage } from '../../../../features/shell/pages.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.organization }

const Page = () => <SignedInPage organization="roles" />
export default Page
