import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A user of the fake GitHub. */
export interface GithubAccount {
  id: number
  login: string
  name: string | null
  emails: { email: string; primary: boolean; verified: boolean }[]
}

/** The behaviour of the server: normal, no response, status 503, or a response that is not valid for its API. */
export type GithubMood = 'well' | 'silent' | 'failing' | 'babbling'

interface Grant {
  account: GithubAccount
  redirectUri: string
  challenge: string | null
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
const secret = (): string => randomBytes(20).toString('hex')

/**
 * Starts a local server (port 0 picks a free one) with GitHub's OAuth and user API, for tests and demonstrations. The user in the
 * browser is `person`, who grants every authorization; null denies it.
 */
export const startGithubServer = async ({ port = 0, ...client } = { port: 0, id: 'Iv1.local', secret: 'local-client-secret' }) => {
  const state = {
    person: { id: 583231, login: 'octocat', name: 'Mona', emails: [{ email: 'octocat@example.test', primary: true, verified: true }] } as GithubAccount | null,
    mood: 'well' as GithubMood,
  }
  const grants = new Map<string, Grant>()
  const tokens = new Map<string, GithubAccount>()

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const redirectUri = query.get('redirect_uri')
    if (query.get('client_id') !== client.id || !redirectUri) return void response.writeHead(404).end('Not Found')
    const back = new URL(redirectUri)
    if (state.person) {
      const code = secret()
      grants.set(code, { account: state.person, redirectUri, challenge: query.get('code_challenge_method') === 'S256' ? query.get('code_challenge') : null })
      back.searchParams.set('code', code)
    } else {
      back.searchParams.set('error', 'access_denied')
    }
    back.searchParams.set('state', query.get('state') ?? '')
    response.writeHead(302, { location: back.href }).end()
  }

  const credentialsOf = (request: IncomingMessage, form: URLSearchParams): string => {
    const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? []
    return basic ? Buffer.from(basic, 'base64').toString() : `${form.get('client_id')}:${form.get('client_secret')}`
  }

  // GitHub answers a refused exchange with status 200 and an `error`.
  const exchange = (request: IncomingMessage, form: URLSearchParams): Record<string, string> => {
    if (credentialsOf(request, form) !== `${client.id}:${client.secret}`) return { error: 'incorrect_client_credentials' }
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    if (!grant) return { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' }
    if (form.get('redirect_uri') !== grant.redirectUri) return { error: 'redirect_uri_mismatch' }
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (grant.challenge !== null && challenge !== grant.challenge) return { error: 'bad_verification_code' }
    const token = `gho_${secret()}`
    tokens.set(token, grant.account)
    return { access_token: token, token_type: 'bearer', scope: 'user:email' }
  }

  const user = (path: string, request: IncomingMessage): [status: number, body: unknown] => {
    const account = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''))
    if (!request.headers['user-agent']) return [403, { message: 'Request forbidden by administrative rules.' }]
    if (!account) return [401, { message: 'Bad credentials' }]
    const { id, login, name, emails } = account
    return [200, path === '/user' ? { id, login, name, type: 'User', email: null } : emails.map((email) => ({ ...email, visibility: null }))]
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://github.test')
    const body = await bodyOf(request)
    if (state.mood === 'silent') return
    if (state.mood === 'failing') return json(response, 503, { message: 'Service unavailable' })
    if (state.mood === 'babbling') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Unicorn</h1>')
    if (pathname === '/login/oauth/authorize') return authorize(searchParams, response)
    if (pathname === '/login/oauth/access_token' && request.method === 'POST') return json(response, 200, exchange(request, new URLSearchParams(body)))
    if (pathname === '/user' || pathname === '/user/emails') return json(response, ...user(pathname, request))
    json(response, 404, { message: 'Not Found' })
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return Object.assign(state, {
    /** The URL of both the site and its API. */
    url,
    clientId: client.id,
    clientSecret: client.secret,
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  })
}
export type GithubServer = Awaited<ReturnType<typeof startGithubServer>>
