import { sessionCookieName } from '@pantheon/auth'
import { type Account, errors } from '@pantheon/contract'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../router.ts'

/** A REST response; the body is parsed if it is JSON, else text. */
export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary responses and assert on their content
  body: any
}
export type RestMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const read = async (response: Response): Promise<Answer> => {
  const { status, headers } = response
  const text = await response.text()
  const isJson = /\bjson\b/.test(headers.get('content-type') ?? '')
  return { status, headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}

/** Differences from a browser on the server's own machine. */
export interface CallerOptions {
  /** Makes the caller a program, which sends this header with every request and stores no cookies. */
  authorization?: string
  /** The client address, sent as `X-Forwarded-For`; the test server trusts one proxy. */
  address?: string
}

/** A browser that stores cookies and sends `Origin`, or a program with tokens. Calls the real server over HTTP. */
export const createCaller = (origin: string, { authorization, address }: CallerOptions = {}) => {
  const jar = new Map<string, string>()
  const cookies = (): string | undefined => (jar.size === 0 ? undefined : [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
  const keep = (line: string): void => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }

  const http = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    const cookie = cookies()
    if (authorization !== undefined) headers.set('authorization', authorization)
    else if (cookie !== undefined && !headers.has('cookie')) headers.set('cookie', cookie)
    if (authorization === undefined && !headers.has('origin')) headers.set('origin', origin)
    if (address !== undefined) headers.set('x-forwarded-for', address)
    const response = await fetch(new URL(path, origin), { redirect: 'manual', ...init, headers })
    if (authorization === undefined) for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  return {
    origin,
    /** The typed tRPC client. */
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, fetch: (url, init) => http(String(url), init as RequestInit) })] }),
    /** Sends a request with this caller's cookies and origin; returns the raw response. */
    http,
    /** Sends a REST request. `path` is that of the OpenAPI document, below `/api/v1`. */
    rest: async (method: RestMethod, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
      read(
        await http(`/api/v1${path}`, {
          method,
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      ),
    /** The `Cookie` header this caller sends, or undefined before it has any. */
    cookie: cookies,
    /** The session's secret, or undefined while signed out. */
    session: (): string | undefined => jar.get(`__Host-${sessionCookieName}`) ?? jar.get(sessionCookieName),
    /** Sets a cookie of the browser, as an attacker or another tab may. */
    setCookie: (name: string, value: string): void => void jar.set(name, value),
    /** Applies a `Set-Cookie` line as a browser would. */
    keep,
    authorization,
  }
}
export type Caller = ReturnType<typeof createCaller>
/** A caller with an account. */
export type SignedInCaller = Caller & { readonly account: Account; readonly password: string }

/** The error code a call was refused with; undefined when it succeeded. Rethrows errors without a code of the catalogue. */
export const refusalOf = async (call: Promise<unknown>): Promise<keyof typeof errors | undefined> => {
  try {
    await call
    return undefined
  } catch (error) {
    const code: unknown = error instanceof TRPCClientError ? error.data?.code : undefined
    if (typeof code === 'string' && code in errors) return code as keyof typeof errors
    throw error
  }
}
