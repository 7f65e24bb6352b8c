import type { Metadata } from 'next'
import { SignedInPage } from '../../../../features/shell/pages.tsx'
import titles from '../../../../messages/titles.json'

export const metadata: Metadata = { title: titles.settings.delete }

const Page = () => <SignedInPage settings="delete" />
export default Page
