import type { Metadata } from 'next'
import { AccountPage } from '../../features/session/AccountPage.tsx'
import titles from '../../messages/titles.json'

export const metadata: Metadata = { title: titles.account.verifyEmail }

const Page = () => <AccountPage view="verifyEmail" />
export default Page
