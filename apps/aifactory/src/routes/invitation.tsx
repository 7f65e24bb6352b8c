import { createFileRoute } from '@tanstack/react-router'
import { InvitationPage } from '../features/organization/InvitationPage.tsx'

const Page = () => {
  const { token } = Route.useSearch()
  // Keyed by token, so that another link does not inherit this one's state.
  return <InvitationPage key={token} token={token} />
}

export const Route = createFileRoute('/invitation')({
  component: Page,
  validateSearch: (search: { token?: unknown }): { token?: string | undefined } => ({
    token: typeof search.token === 'string' || typeof search.token === 'number' ? String(search.token) : undefined,
  }),
})
