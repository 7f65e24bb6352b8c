import type { Metadata } from 'next'
import { DoorPage } from '../../features/session/DoorPage.tsx'
import titles from '../../messages/titles.json'

export const metadata: Metadata = { title: titles.door.forgotPassword }

const Page = () => <DoorPage view="forgotPassword" />
export default Page
