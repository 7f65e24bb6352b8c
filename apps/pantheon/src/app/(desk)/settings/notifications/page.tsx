import type { Metadata } from 'next'
import { SignedInPage } from '../../../../features/shell/pages.tsx'
import titles from '../../../../messages/titles.json'

export const metadata: Metadata = { title: titles.settings.notifications }

const Page = () => <SignedInPage settings="notifications" />
export default Page
