import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.door.resetPassword }

const Page = () => <DoorPage view="resetPassword" />
export default Page
