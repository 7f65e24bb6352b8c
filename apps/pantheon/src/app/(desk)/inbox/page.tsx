import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.inbox }

const Page = () => <SignedInPage place="inbox" />
export default Page
