import type { Metadata } from 'next'
import { SignUpPage } from '../../features/session/SignUpPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.signUp.title }

const Page = () => <SignUpPage />
export default Page
