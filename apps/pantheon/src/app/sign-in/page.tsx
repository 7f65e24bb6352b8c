import type { Metadata } from 'next'
import { SignInPage } from '../../features/session/SignInPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.signIn.title }

const Page = () => <SignInPage />
export default Page
