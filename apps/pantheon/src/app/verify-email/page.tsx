import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import en from '../../messages/en.json'

export const metadata: Metadata = { title: en.door.verifyEmail }

const Page = () => <DoorPage view="verifyEmail" />
export default Page
