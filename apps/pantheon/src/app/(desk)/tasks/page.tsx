import type { Metadata } from 'next'
import { DeskPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.tasks.title }

const Page = () => <DeskPage place="tasks" />
export default Page
