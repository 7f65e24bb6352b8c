import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import titles from '../../messages/titles.json'

export const metadata: Metadata = { title: titles.door.verifyEmail }

const Page = () => <DoorPage view="verifyEmail" />
export default Page
