import { RefreshTokens, SignIn, TokenPair } from '@pantheon/contract'
import { open, type RequestContext, router } from '@pantheon/rpc'
import type { AuthServices, SignInRequest } from '../auth.types.ts'

const tags = ['auth']

/** Procedures for tokens of API clients; browsers use cookies. */
export const createTokensRouter = ({ accounts, tokens }: Pick<AuthServices, 'accounts' | 'tokens'>, signInRequest: (ctx: RequestContext) => SignInRequest) =>
  router({
    issue: open
      .meta({ openapi: { method: 'POST', path: '/auth/login', summary: 'Sign in with tokens, as programs do', tags }, hashesPassword: true })
      .input(SignIn)
      .output(TokenPair)
      .mutation(async ({ ctx, input }) => tokens.issue(await accounts.identify(input, signInRequest(ctx)), ctx.origin)),
    refresh: open
      .meta({ openapi: { method: 'POST', path: '/auth/refresh', summary: 'Refresh the tokens', tags } })
      .input(RefreshTokens)
      .output(TokenPair)
      .mutation(({ ctx, input }) => tokens.refresh(input, ctx.origin)),
  })
