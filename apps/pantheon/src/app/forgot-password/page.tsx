import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.door.forgotPassword }

const Page = () => <DoorPage view="forgotPassword" />
export default Page
