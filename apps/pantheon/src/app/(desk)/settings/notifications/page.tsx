import type { Metadata } from 'next'
import { DeskPage } from '../../../../features/shell/pages.tsx'
import titles from '../../../../messages/titles.json'

export const metadata: Metadata = { title: titles.settings.notifications }

const Page = () => <DeskPage settings="notifications" />
export default Page
