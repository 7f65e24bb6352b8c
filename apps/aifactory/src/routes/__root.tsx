import { useLiveUpdates } from '@pantheon/client/react'
import { createRootRoute } from '@tanstack/react-router'
import { useAccount } from '../features/account/use-account.ts'
import { Shell } from '../features/shell/Shell.tsx'

const Root = () => {
  const { account } = useAccount()
  useLiveUpdates(account !== undefined)
  return <Shell />
}

export const Route = createRootRoute({ component: Root })
