import type { Metadata } from 'next'
import { AccountPage } from '../../features/session/AccountPage.tsx'
import titles from '../../messages/titles.json'

export const metadata: Metadata = { title: titles.account.resetPassword }

const Page = () => <AccountPage view="resetPassword" />
export default Page
