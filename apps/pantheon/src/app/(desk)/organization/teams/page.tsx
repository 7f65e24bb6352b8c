import type { Metadata } from 'next'
import { DeskPage } from '../../../../features/shell/pages.tsx'
import en from '../../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.organization }

const Page = () => <DeskPage organization="teams" />
export default Page
