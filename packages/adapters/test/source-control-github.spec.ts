import { randomBytes } from 'node:crypto'
import { type GithubServer, startGithubServer } from '@pantheon/fakes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGithub } from '../src/source-control/github.ts'

const redirectUri = 'http://localhost:8787/sign-in/github'
const said: { fields: object; message: string }[] = []
const hear = (fields: object, message: string) => void said.push({ fields, message })
const logger = { info: hear, warn: hear, error: hear }

let server: GithubServer
beforeEach(async () => {
  said.length = 0
  server = await startGithubServer()
})
afterEach(() => server.stop())

const githubAt = (url: string, change: { clientSecret?: string; timeoutMs?: number } = {}) =>
  createGithub({ clientId: server.clientId, clientSecret: server.clientSecret, baseUrl: url, apiUrl: url, logger, ...change })

/** Walks the browser's way to GitHub and back. */
const walk = async (github = githubAt(server.url)) => {
  const codeVerifier = randomBytes(32).toString('base64url')
  const address = github.authorizationUrl({ state: 'a-state', codeVerifier, redirectUri })
  const response = await fetch(address, { redirect: 'manual' })
  const back = new URL(response.headers.get('location') ?? '')
  return { github, address, back, answer: { code: back.searchParams.get('code') ?? '', codeVerifier, redirectUri } }
}

describe('Signing in with GitHub', () => {
  it('says who came back, with the verified addresses and the primary one first', async () => {
    server.person = {
      id: 42,
      login: 'mona',
      name: 'Mona Lisa',
      emails: [
        { email: 'old@example.test', primary: false, verified: true },
        { email: 'Mona@Example.test', primary: true, verified: true },
        { email: 'claimed@example.test', primary: false, verified: false },
      ],
    }
    const { github, answer, back } = await walk()
    expect(back.searchParams.get('state')).toBe('a-state')
    expect(`${back.origin}${back.pathname}`).toBe(redirectUri)
    expect(await github.identify(answer)).toEqual({
      subject: '42',
      login: 'mona',
      name: 'Mona Lisa',
      verifiedEmails: ['mona@example.test', 'old@example.test'],
    })
  })

  it('sends the hash of the verifier along, never the verifier', async () => {
    const { address, answer } = await walk()
    expect(address.searchParams.get('code_challenge_method')).toBe('S256')
    expect(address.href).not.toContain(answer.codeVerifier)
  })

  it('calls somebody without a name by the login, and knows no address when none is verified', async () => {
    server.person = { id: 7, login: 'ghost', name: null, emails: [{ email: 'ghost@example.test', primary: true, verified: false }] }
    const { github, answer } = await walk()
    expect(await github.identify(answer)).toEqual({ subject: '7', login: 'ghost', name: 'ghost', verifiedEmails: [] })
  })

  it('refuses a code that somebody else began', async () => {
    const { github, answer } = await walk()
    await expect(github.identify({ ...answer, codeVerifier: randomBytes(32).toString('base64url') })).rejects.toMatchObject({ code: 'github.refused' })
  })

  it('refuses a code the second time', async () => {
    const { github, answer } = await walk()
    await github.identify(answer)
    await expect(github.identify(answer)).rejects.toMatchObject({ code: 'github.refused' })
  })

  it('refuses a code that was meant for another address', async () => {
    const { github, answer } = await walk()
    await expect(github.identify({ ...answer, redirectUri: 'http://evil.test/' })).rejects.toMatchObject({ code: 'github.refused' })
  })

  it('refuses when our own secret is wrong, and tells the operator why', async () => {
    const { github, answer } = await walk(githubAt(server.url, { clientSecret: 'not-it' }))
    await expect(github.identify(answer)).rejects.toMatchObject({ code: 'github.refused' })
    expect(said).toEqual([{ fields: { reason: 'incorrect_client_credentials' }, message: 'GitHub did not accept a sign-in' }])
  })

  it('comes back without a code when the person says no', async () => {
    server.person = null
    const { back } = await walk()
    expect(back.searchParams.get('error')).toBe('access_denied')
    expect(back.searchParams.get('code')).toBeNull()
  })

  it.each(['failing', 'babbling'] as const)('is unreachable while GitHub is %s', async (mood) => {
    const { github, answer } = await walk()
    server.mood = mood
    await expect(github.identify(answer)).rejects.toMatchObject({ code: 'github.unreachable' })
  })

  it('does not wait for ever for a silent GitHub', async () => {
    const { github, answer } = await walk(githubAt(server.url, { timeoutMs: 100 }))
    server.mood = 'silent'
    await expect(github.identify(answer)).rejects.toMatchObject({ code: 'github.unreachable' })
  })

  it('is unreachable when nothing listens there, and logs no secret', async () => {
    const { github, answer } = await walk()
    await server.stop()
    await expect(github.identify(answer)).rejects.toMatchObject({ code: 'github.unreachable' })
    expect(said).toHaveLength(1)
    expect(JSON.stringify(said)).not.toMatch(new RegExp(`${answer.code}|${answer.codeVerifier}|${server.clientSecret}`))
  })
})
