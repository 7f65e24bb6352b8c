import type { Metadata } from 'next'
import { DeskPage } from '../../../features/shell/pages.tsx'
import titles from '../../../messages/titles.json'

export const metadata: Metadata = { title: titles.settings.profile }

const Page = () => <DeskPage settings="profile" />
export default Page
