import { useUpdateProfile } from '@pantheon/client/react'
import { ProfileView } from '@pantheon/ui'
import { useAccount } from '../use-account.ts'
import { useLocale } from '../use-locale.ts'

export const ProfileSettings = () => {
  const { account } = useAccount()
  const update = useUpdateProfile(useLocale())
  return account ? <ProfileView user={account.user} update={update} /> : null
}
