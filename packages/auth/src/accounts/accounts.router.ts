import { Account, SignIn, SignUp } from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Accounts } from './accounts.service.ts'

const tags = ['auth']
const Done = z.object({ ok: z.literal(true) })

/** The door to accounts: register, login, logout, me. */
export const createAuthRouter = (accounts: Accounts) =>
  router({
    register: open
      .meta({ openapi: { method: 'POST', path: '/auth/register', summary: 'Make an account and sign in', tags }, creates: '/auth/me' })
      .input(SignUp)
      .output(Account)
      .mutation(async ({ ctx, input }) => {
        const { account, cookie } = await accounts.register(input)
        ctx.setCookie(cookie)
        return account
      }),
    login: open
      .meta({ openapi: { method: 'POST', path: '/auth/login', summary: 'Sign in', tags } })
      .input(SignIn)
      .output(Account)
      .mutation(async ({ ctx, input }) => {
        const { account, cookie } = await accounts.login(input)
        ctx.setCookie(cookie)
        return account
      }),
    logout: open
      .meta({ openapi: { method: 'POST', path: '/auth/logout', summary: 'End this session, if there is one', tags } })
      .input(z.void())
      .output(Done)
      .mutation(async ({ ctx }) => {
        const { cookie } = await accounts.logout(ctx.sessionId ?? '')
        ctx.setCookie(cookie)
        return { ok: true as const }
      }),
    session: open
      .meta({ openapi: { method: 'GET', path: '/auth/session', summary: 'Who is signed in, or null', tags } })
      .input(z.void())
      .output(Account.nullable())
      .query(async ({ ctx }) => {
        const actor = await ctx.actor()
        return actor && accounts.describe(actor)
      }),
    me: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/auth/me', summary: 'Who is signed in', tags, protect: true } })
      .input(z.void())
      .output(Account)
      .query(({ ctx }) => accounts.describe(ctx.actor)),
  })
