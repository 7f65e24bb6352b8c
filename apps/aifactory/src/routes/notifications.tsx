import { AccountArea } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { NotificationsPage } from '../features/notifications/NotificationsPage.tsx'

const Page = () => {
  const { show = 'all' } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SignedIn permission="account:read">
      {() => (
        <AccountArea>
          <NotificationsPage show={show} onShow={(next) => void navigate({ search: next === 'all' ? {} : { show: next }, replace: true })} />
        </AccountArea>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/notifications')({
  component: Page,
  validateSearch: (search: { show?: unknown }): { show?: 'unread' | undefined } => ({ show: search.show === 'unread' ? 'unread' : undefined }),
})
