import type { Github, GithubPerson } from '@pantheon/auth'
import { canonicalEmail } from '@pantheon/contract'
import { Failure, fail, type Logger } from '@pantheon/kernel'
import { CodeChallengeMethod, OAuth2Client, OAuth2RequestError } from 'arctic'
import { z } from 'zod'

export interface GithubSettings {
  clientId: string
  clientSecret: string
  /** The base URL of the sign-in pages: https://github.com, or an Enterprise server. */
  baseUrl: string
  /** The base URL of the API: https://api.github.com. */
  apiUrl: string
  /** Timeout of one sign-in, over all its requests. */
  timeoutMs?: number
}

const User = z.object({ id: z.int(), login: z.string().min(1), name: z.string().nullish() })
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** The verified addresses, primary first. */
const verified = (emails: z.infer<typeof Emails>): string[] =>
  emails
    .filter(({ verified }) => verified)
    .sort((a, b) => Number(b.primary) - Number(a.primary))
    .flatMap(({ email }) => canonicalEmail(email) ?? [])

/** Rejects after `ms`: arctic's requests have no timeout. */
const within = <T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const signal = AbortSignal.timeout(ms)
  return Promise.race([
    work(signal),
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('No answer in time')), { once: true })),
  ])
}

/**
 * GitHub, or an Enterprise server, with OAuth 2 and PKCE. arctic's GitHub client supports neither PKCE nor another base URL, so this uses
 * its generic client.
 */
export const createGithub = ({ clientId, clientSecret, baseUrl, apiUrl, timeoutMs = 10_000, logger }: GithubSettings & { logger: Logger }): Github => {
  const clientFor = (redirectUri: string) => new OAuth2Client(clientId, clientSecret, redirectUri)

  const refuse = (reason: string): never => {
    logger.warn({ reason }, 'GitHub did not accept a sign-in')
    return fail('github.refused')
  }

  const exchange = async ({ code, codeVerifier, redirectUri }: Parameters<Github['identify']>[0]): Promise<string> => {
    const tokens = await clientFor(redirectUri)
      .validateAuthorizationCode(`${baseUrl}/login/oauth/access_token`, code, codeVerifier)
      .catch((error: unknown) => (error instanceof OAuth2RequestError ? refuse(error.code) : Promise.reject(error)))
    // Contrary to the standard, GitHub returns errors with status 200, which arctic reads as tokens.
    if ('error' in tokens.data) return refuse(String(tokens.data.error))
    return tokens.accessToken()
  }

  const read = async <T>(path: string, shape: z.ZodType<T>, token: string, signal: AbortSignal): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'user-agent': 'pantheon', 'x-github-api-version': '2022-11-28' }
    const response = await fetch(`${apiUrl}${path}`, { headers, signal })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return shape.parse(await response.json())
  }

  const whoIs = async (answer: Parameters<Github['identify']>[0], signal: AbortSignal): Promise<GithubPerson> => {
    const token = await exchange(answer)
    const [user, emails] = await Promise.all([read('/user', User, token, signal), read('/user/emails?per_page=100', Emails, token, signal)])
    return { subject: String(user.id), login: user.login, name: user.name || user.login, verifiedEmails: verified(emails) }
  }

  return {
    authorizationUrl: ({ state, codeVerifier, redirectUri }) =>
      clientFor(redirectUri).createAuthorizationURLWithPKCE(`${baseUrl}/login/oauth/authorize`, state, CodeChallengeMethod.S256, codeVerifier, ['user:email']),
    identify: (answer) =>
      within(timeoutMs, (signal) => whoIs(answer, signal)).catch((error: unknown) => {
        if (error instanceof Failure) throw error
        logger.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'GitHub did not answer as it should')
        return fail('github.unreachable')
      }),
  }
}
