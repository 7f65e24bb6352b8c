import type { Metadata } from 'next'
import { DeskPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.agents.title }

const Page = () => <DeskPage place="agents" />
export default Page
