import type { Metadata } from 'next'
import { SignedInPage } from '../../../features/shell/pages.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.orders.title }

const Page = () => <SignedInPage place="orders" />
export default Page
