import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { shownToHeader } from '../src/react/shown-to.ts'

const sessionKey = [['auth', 'session'], { type: 'query' }]
const account = { user: { id: 'ada' }, organization: { id: 'acme' } }

describe('A write', () => {
  it('says to whom the page is shown', () => {
    const queryClient = new QueryClient()
    expect(shownToHeader(queryClient, 'business.orders.place')).toEqual({})
    queryClient.setQueryData(sessionKey, null)
    expect(shownToHeader(queryClient, 'auth.login')).toEqual({})
    queryClient.setQueryData(sessionKey, account)
    expect(shownToHeader(queryClient, 'business.orders.place')).toEqual({ 'x-shown-to': 'ada@acme' })
  })

  it('that leaves the session, or switches the organization, is for whoever it is', () => {
    const queryClient = new QueryClient()
    queryClient.setQueryData(sessionKey, account)
    for (const path of ['auth.logout', 'organizations.switch']) expect(shownToHeader(queryClient, path)).toEqual({})
  })
})
