import type { httpLink } from '@trpc/client'
import { UnexpectedAnswer } from './errors.ts'

/**
 * Resolves `name` under a base URL, by the URL standard: `http://host` and `http://host/` are the same, and a base may have a
 * path, with or without a trailing slash. An empty base is the page's own origin.
 */
export const endpointOf = (baseUrl: string, name: string): string => {
  if (baseUrl === '') return `/${name}`
  if (!URL.canParse(baseUrl)) throw new Error(`"${baseUrl}" is no URL. Say where the API is: createClient({ baseUrl: 'https://…' })`)
  const base = new URL(baseUrl)
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  const path = `${folder}${name}`
  return new URL(path, base).href
}

/** The WebSocket URL of a base; the page's own origin when the base is empty. */
export const socketEndpointOf = (baseUrl: string): string => {
  const endpoint = new URL(baseUrl === '' ? '/ws' : endpointOf(baseUrl, 'ws'), baseUrl === '' ? location.href : undefined)
  endpoint.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:'
  return endpoint.href
}

/** `fetch` that accepts only JSON responses: anything else comes from a server that is not the API. Throws `UnexpectedAnswer`. */
export const fetchJson: NonNullable<Parameters<typeof httpLink>[0]['fetch']> = async (input, init) => {
  const response = await fetch(input, init as RequestInit)
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) throw new UnexpectedAnswer(response.status)
  return response
}
