import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.agents.title }

const Page = () => <SignedInPage place="agents" />
export default Page
