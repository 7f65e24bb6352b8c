import { Account, BeginGithub, Done, FinishGithub, GithubAddress, GithubOutcome, LinkGithub, SignInProviders } from '@pantheon/contract'
import { allow, open, type RequestContext, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { GithubSignIn, SignInRequest } from '../auth.types.ts'
import { githubCookieName } from '../cookie-names.ts'

const tags = ['auth']

interface Browser {
  signInRequest: (ctx: RequestContext) => SignInRequest
  setSignInCookies: <T extends { cookies: string[] }>(ctx: RequestContext, signedIn: T) => T
}

/** Procedures for sign-in with GitHub. `begin` and `finish` belong to one browser, which keeps a cookie in between. */
export const createGithubRouter = (github: GithubSignIn, { signInRequest, setSignInCookies }: Browser) =>
  router({
    offered: open
      .meta({ openapi: { method: 'GET', path: '/auth/providers', summary: 'List the other sign-in methods', tags } })
      .input(z.void())
      .output(SignInProviders)
      .query(() => ({ github: github.isOffered })),
    begin: open
      .meta({ openapi: { method: 'POST', path: '/auth/github/begin', summary: 'Start a sign-in with GitHub', tags } })
      .input(BeginGithub)
      .output(GithubAddress)
      .mutation(({ ctx, input }) => {
        const { url, cookie } = github.begin(input)
        ctx.setCookie(cookie)
        return { url }
      }),
    finish: open
      .meta({ openapi: { method: 'POST', path: '/auth/github/finish', summary: 'Complete a sign-in with GitHub', tags } })
      .input(FinishGithub)
      .output(GithubOutcome)
      .mutation(async ({ ctx, input }) => {
        const request = { ...signInRequest(ctx), flowState: ctx.cookie(githubCookieName) }
        return setSignInCookies(ctx, await github.finish(input, await ctx.actor(), request)).outcome
      }),
    link: open
      .meta({
        openapi: { method: 'POST', path: '/auth/github/link', summary: 'Link GitHub to an existing account by its password', tags },
        hashesPassword: true,
      })
      .input(LinkGithub)
      .output(Account)
      .mutation(async ({ ctx, input }) => setSignInCookies(ctx, await github.proveAndLink(input, await ctx.actor(), signInRequest(ctx))).account),
    unlink: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/auth/github/unlink', summary: 'Unlink GitHub', tags, protect: true } })
      .input(z.void())
      .output(Done)
      .mutation(({ ctx }) => github.unlink(ctx.actor).then(() => ({ ok: true as const }))),
  })
