import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import titles from '../../messages/titles.json'

export const metadata: Metadata = { title: titles.door.resetPassword }

const Page = () => <DoorPage view="resetPassword" />
export default Page
