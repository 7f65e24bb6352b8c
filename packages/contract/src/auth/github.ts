import { z } from 'zod'
import { Credential } from '../plain-text.ts'
import { Locale, SitePath } from '../primitives.ts'
import { Account } from './account.ts'

/** Other sign-in methods of this server. */
export const SignInProviders = z.object({ github: z.boolean() }).meta({ id: 'SignInProviders' })
export type SignInProviders = z.infer<typeof SignInProviders>

/** `returnTo` is a path of this site. */
export const BeginGithub = z.object({
  returnTo: SitePath.default('/'),
})
export type BeginGithub = z.infer<typeof BeginGithub>
export const GithubAddress = z.object({ url: z.string() })

export const FinishGithub = z.object({ code: Credential, state: Credential, locale: Locale.default('en') })
export type FinishGithub = z.infer<typeof FinishGithub>

/** The result. `proof_needed`: an account with this verified e-mail exists; its owner can link GitHub to it with `linkGithub` and its password. */
export const GithubOutcome = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('signed_in'), account: Account, returnTo: z.string() }),
    z.object({ outcome: z.literal('linked'), account: Account, returnTo: z.string() }),
    z.object({ outcome: z.literal('proof_needed'), email: z.string(), linkToken: z.string(), returnTo: z.string() }),
  ])
  .meta({ id: 'GithubOutcome' })
export type GithubOutcome = z.infer<typeof GithubOutcome>

export const LinkGithub = z.object({ linkToken: Credential, password: Credential })
export type LinkGithub = z.infer<typeof LinkGithub>
