import type { Metadata } from 'next'
import { DeskPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.architecture.title }

const Page = () => <DeskPage place="architecture" />
export default Page
