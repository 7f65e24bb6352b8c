import { createFileRoute } from '@tanstack/react-router'
import { InvitationPage } from '../features/organization/InvitationPage.tsx'

const Page = () => {
  const { token } = Route.useSearch()
  // Somebody else's link is another invitation, not the same one in another state.
  return <InvitationPage key={token} token={token} />
}

export const Route = createFileRoute('/invitation')({
  component: Page,
  validateSearch: (search: { token?: unknown }): { token?: string | undefined } => ({
    token: typeof search.token === 'string' || typeof search.token === 'number' ? String(search.token) : undefined,
  }),
})
