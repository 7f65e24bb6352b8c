import {
  Account,
  ChangePassword,
  DeleteAccount,
  Done,
  Explain,
  Explanation,
  ForgotPassword,
  ResetPassword,
  SignIn,
  SignInMethods,
  SignUp,
  UpdateProfile,
  VerifyEmail,
} from '@pantheon/contract'
import { allow, noteLimit, open, type RequestContext, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { AuthServices, Sessions, SignedIn, SignInRequest } from '../auth.types.ts'
import { deviceCookieName, sessionCookieName } from '../cookie-names.ts'
import { createGithubRouter } from '../github/github.router.ts'
import { createApiKeysRouter } from '../keys/api-keys.router.ts'
import { createSessionsRouter } from '../sessions/sessions.router.ts'
import { createTokensRouter } from '../tokens/tokens.router.ts'

const tags = ['auth']
const done = { ok: true as const }

/** The parts of a request that a sign-in needs. */
const signInRequest = (ctx: RequestContext): SignInRequest => ({
  origin: ctx.origin,
  deviceCookie: ctx.cookie(deviceCookieName),
  previous: ctx.cookie(sessionCookieName),
  onLimit: (state) => noteLimit(ctx, 'login', state),
})
/** Sets the cookies of a sign-in. */
const setSignInCookies = <T extends { cookies: string[] }>(ctx: RequestContext, signedIn: T): T => {
  for (const cookie of signedIn.cookies) ctx.setCookie(cookie)
  return signedIn
}
const accountOf = (ctx: RequestContext, signedIn: SignedIn): Account => setSignInCookies(ctx, signedIn).account

/** Renews the cookie's lifetime, as the session on the server is renewed. */
const renewCookie = (ctx: RequestContext, account: Account | null, sessions: Sessions): void => {
  const secret = ctx.isBrowser && account ? ctx.cookie(sessionCookieName) : undefined
  if (secret !== undefined) ctx.setCookie(sessions.renewCookie(secret))
}

/** Procedures for the caller's own account: sign-up, sign-in, sign-out, profile, password, e-mail, sessions, keys. */
export const createAuthRouter = (services: AuthServices) => {
  const { accounts, passwords, sessions } = services
  return router({
    register: open
      .meta({
        openapi: { method: 'POST', path: '/auth/register', summary: 'Sign up and sign in with a cookie', tags },
        hashesPassword: true,
        creates: '/auth/me',
        limitedBy: 'auth.too_many_tries',
      })
      .input(SignUp)
      .output(Account)
      .mutation(async ({ ctx, input }) => accountOf(ctx, await accounts.register(input, signInRequest(ctx)))),
    login: open
      .meta({ openapi: { method: 'POST', path: '/auth/session', summary: 'Sign in with a cookie, as browsers do', tags }, hashesPassword: true })
      .input(SignIn)
      .output(Account)
      .mutation(async ({ ctx, input }) => accountOf(ctx, await accounts.login(input, signInRequest(ctx)))),
    logout: open
      .meta({ openapi: { method: 'POST', path: '/auth/logout', summary: 'End this session with its tokens, if there is one', tags } })
      .input(z.void())
      .output(Done)
      .mutation(async ({ ctx }) => {
        await accounts.logout(ctx.actor, ctx.origin)
        ctx.setCookie(sessions.blankCookie())
        return done
      }),
    session: open
      .meta({ openapi: { method: 'GET', path: '/auth/session', summary: 'Who is signed in, or null', tags } })
      .input(z.void())
      .output(Account.nullable())
      .query(async ({ ctx }) => {
        const account = await accounts.session(await ctx.actor())
        renewCookie(ctx, account, sessions)
        return account
      }),
    me: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/auth/me', summary: 'Who is signed in', tags, protect: true } })
      .input(z.void())
      .output(Account)
      .query(({ ctx }) => accounts.describe(ctx.actor)),
    methods: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/auth/methods', summary: 'List the sign-in methods of your account', tags, protect: true } })
      .input(z.void())
      .output(SignInMethods)
      .query(({ ctx }) => services.github.methods(ctx.actor)),
    deleteAccount: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/auth/delete-account', summary: "Delete one's own account", tags, protect: true }, hashesPassword: true })
      .input(DeleteAccount)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await services.deleteAccount(ctx.actor, input, signInRequest(ctx))
        ctx.setCookie(sessions.blankCookie())
        return done
      }),
    explain: allow('member:manage')
      .meta({ openapi: { method: 'GET', path: '/auth/explain', summary: 'Explain why a member has or lacks a permission', tags, protect: true } })
      .input(Explain)
      .output(Explanation)
      .query(({ ctx, input }) => services.roles.explain(ctx.actor, input)),
    profile: router({
      update: allow('account:manage')
        .meta({ openapi: { method: 'PATCH', path: '/auth/me', summary: "Change one's name or language", tags, protect: true } })
        .input(UpdateProfile)
        .output(Account)
        .mutation(({ ctx, input }) => accounts.updateProfile(ctx.actor, input)),
    }),
    password: router({
      change: allow('account:manage')
        .meta({
          openapi: { method: 'POST', path: '/auth/password', summary: 'Change the password and end every session', tags, protect: true },
          hashesPassword: true,
        })
        .input(ChangePassword)
        .output(Done)
        .mutation(async ({ ctx, input }) => {
          const { cookies } = await passwords.change(ctx.actor, input, { ...signInRequest(ctx), isBrowser: ctx.isBrowser })
          setSignInCookies(ctx, { cookies })
          return done
        }),
      forgot: open
        .meta({ openapi: { method: 'POST', path: '/auth/password/forgot', summary: 'Request a link to reset the password', tags } })
        .input(ForgotPassword)
        .output(Done)
        .mutation(({ ctx, input }) => passwords.forgot(input, ctx.origin).then(() => done)),
      reset: open
        .meta({
          openapi: { method: 'POST', path: '/auth/password/reset', summary: 'Set a new password with the secret of the link', tags },
          hashesPassword: true,
        })
        .input(ResetPassword)
        .output(Done)
        .mutation(({ ctx, input }) => passwords.reset(input, ctx.origin).then(() => done)),
    }),
    email: router({
      verify: open
        .meta({ openapi: { method: 'POST', path: '/auth/email/verify', summary: 'Verify an e-mail address with the secret of its link', tags } })
        .input(VerifyEmail)
        .output(Done)
        .mutation(({ ctx, input }) => accounts.verifyEmail(input, ctx.origin).then(() => done)),
      resend: allow('account:manage')
        .meta({
          openapi: { method: 'POST', path: '/auth/email/resend', summary: 'Send the verification mail again', tags, protect: true },
          limitedBy: 'auth.too_many_tries',
        })
        .input(z.void())
        .output(Done)
        .mutation(({ ctx }) => accounts.resendVerification(ctx.actor, ctx.origin).then(() => done)),
    }),
    sessions: createSessionsRouter(sessions),
    tokens: createTokensRouter(services, signInRequest),
    apiKeys: createApiKeysRouter(services.apiKeys),
    github: createGithubRouter(services.github, { signInRequest, setSignInCookies }),
  })
}
