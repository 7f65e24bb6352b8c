import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { callTrpc, procedures } from '../support/procedures.ts'

const wrong = ['é', 'パスワード', 'two words', ' led', 'trailed ', 'a\nb', '\u001b[31m', '\u202e', 'e\u0301', '%', "'", 'x'.repeat(129), 'x'.repeat(4000)]
/** No text of a limited size, and text that no JSON of ours holds: the body has another shape than it should. */
const misshapen = ['', 'x'.repeat(4001), null, 5, ['x'], undefined, 'a\0b', '\ud800']

const email = 'nobody@example.test'
describe('A credential that is compared', async () => {
  const { visitor, buyer, close } = await world('sqlite')
  afterAll(close)
  const person = await buyer()
  const codeOf = async (path: string, input: object) => {
    const procedure = procedures.find((each) => each.path === path)
    if (!procedure) throw new Error(`There is no ${path}`)
    return (await callTrpc(person, procedure, input)).code
  }

  const compared: [path: string, field: string, rest: object, code: string][] = [
    ['auth.tokens.refresh', 'refreshToken', {}, 'auth.token_invalid'],
    ['auth.password.reset', 'token', { newPassword: 'never to be set 1' }, 'auth.link_invalid'],
    ['auth.email.verify', 'token', {}, 'auth.link_invalid'],
    ['auth.github.finish', 'state', { code: 'x' }, 'github.state_mismatch'],
    ['auth.github.finish', 'code', { state: 'x' }, 'github.state_mismatch'],
    ['auth.github.link', 'linkToken', { password: 'x' }, 'auth.link_invalid'],
    ['auth.github.link', 'password', { linkToken: 'x' }, 'auth.link_invalid'],
    ['organizations.invitations.view', 'token', {}, 'invitation.not_found'],
    ['organizations.invitations.decline', 'token', {}, 'invitation.not_found'],
    ['organizations.invitations.accept', 'token', {}, 'invitation.not_found'],
  ]
  it.each(compared)('is wrong, whatever it holds: %s, %s', async (path, field, rest, code) => {
    for (const value of wrong) expect([value, await codeOf(path, { ...rest, [field]: value })]).toEqual([value, code])
    for (const value of misshapen)
      expect([value, await codeOf(path, { ...rest, [field]: value })]).toEqual([value, expect.stringMatching(/^input\.(invalid|malformed)$/)])
  })

  // Each of these hashes, and wrong ones in a row make the next wait: a few of each kind.
  it.each([
    ['auth.login', 'password', { email }, 'auth.wrong_credentials'],
    ['auth.tokens.issue', 'password', { email }, 'auth.wrong_credentials'],
    ['auth.password.change', 'currentPassword', { newPassword: 'never to be set 1' }, 'auth.wrong_password'],
    ['auth.deleteAccount', 'confirmation', {}, 'auth.confirmation_wrong'],
  ])('is a wrong password, whatever it holds: %s', async (path, field, rest, code) => {
    for (const value of ['a\u0007b\u001b', 'x'.repeat(4000)]) expect([value, await codeOf(path, { ...rest, [field]: value })]).toEqual([value, code])
  })

  it('is no bearer token of ours, whatever it holds', async () => {
    const limit = 14_000 // Node answers 431 where headers are longer
    for (const token of ['', ' ', 'é', 'two words', '\t', "pk_'", 'pk_é', 'pk_ x', `pk_${'x'.repeat(5000)}`, 'x'.repeat(limit)]) {
      const { status, body } = await visitor({ authorization: `Bearer ${token}` }).rest('GET', '/auth/me')
      expect([token, status, body.code]).toEqual([token, 401, 'auth.token_invalid'])
    }
  })

  it('is no session of ours, whatever its cookie holds', async () => {
    for (const cookie of ['', 'é', 'two words', '%', '%00', '"', 'x'.repeat(5000)]) {
      const browser = visitor()
      browser.setCookie('pantheon_session', cookie)
      const { status, body } = await browser.rest('GET', '/auth/me')
      expect([cookie, status, body.code]).toEqual([cookie, 401, 'auth.required'])
    }
  })

  it('is no signature of a provider of ours, whatever it holds', async () => {
    for (const signature of ['', 'é', 't=,v1=', 't=1,v1=zz', `t=1,v1=${'0'.repeat(64)}`, 't=99999999999999999999,v1=', 'x'.repeat(5000)]) {
      const answer = await visitor().http('/api/v1/payments/webhook', { method: 'POST', headers: { 'payment-signature': signature }, body: '{}' })
      const body = (await answer.json()) as { code: string }
      expect([signature, body.code]).toEqual([signature, 'payment.bad_signature'])
    }
  })
})
