'use client'
import { useUpdateProfile } from '@pantheon/client/react'
import { ProfileView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'
import { useAccount } from '../session/use-session.ts'

export const ProfileSettings = () => {
  const account = useAccount()
  const update = useUpdateProfile(useLocale())
  return account ? <ProfileView user={account.user} update={update} /> : null
}
