import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.tasks.title }

const Page = () => <SignedInPage place="tasks" />
export default Page
