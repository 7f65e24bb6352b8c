import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.architecture.title }

const Page = () => <SignedInPage place="architecture" />
export default Page
