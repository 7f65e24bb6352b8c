import type { Account, GithubOutcome, Locale } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC, useTRPCClient } from '../provider.tsx'
import { refusalOf, useAction } from './action.ts'
import { once } from './once.ts'

/** The parameters with which GitHub redirects the browser back. */
export interface GithubAnswer {
  code: string | undefined
  state: string | undefined
  /** Set instead of a code when the user declined at GitHub. */
  error: string | undefined
}

type Outcome = { kind: 'working' } | { kind: 'came'; outcome: GithubOutcome } | { kind: 'failed'; error: unknown }

const mismatch = { code: 'github.state_mismatch' as const, message: '', fields: [], details: {} }

/**
 * Finishes a sign-in with GitHub, once per code. A reloaded page gets `github.state_mismatch`, because code and state are
 * consumed. `onDone` receives the path to continue to.
 */
export const useGithubReturn = ({ code, state, error }: GithubAnswer, locale: Locale, onDone: (returnTo: string, account: Account) => void) => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'working' })
  const link = useMutation(trpc.auth.github.link.mutationOptions({ onSuccess: () => queryClient.resetQueries() }))

  useEffect(() => {
    if (code === undefined || state === undefined) return
    let isGone = false
    once(`github ${state}`, () => client.auth.github.finish.mutate({ code, state, locale })).then(
      async (came) => {
        if (isGone) return
        if (came.outcome !== 'proof_needed') await queryClient.resetQueries()
        setOutcome({ kind: 'came', outcome: came })
        if (came.outcome !== 'proof_needed') onDone(came.returnTo, came.account)
      },
      (reason: unknown) => !isGone && setOutcome({ kind: 'failed', error: reason }),
    )
    return () => {
      isGone = true
    }
  }, [code, state, client, queryClient])

  const shown = () => {
    if (error !== undefined) return { kind: 'cancelled' as const }
    if (code === undefined || state === undefined) return { kind: 'refused' as const, refusal: mismatch }
    if (outcome.kind === 'failed') return { kind: 'refused' as const, refusal: refusalOf(outcome.error, locale) }
    if (outcome.kind === 'working') return outcome
    const { outcome: came } = outcome
    return came.outcome === 'proof_needed' ? { kind: 'proof' as const, email: came.email, linkToken: came.linkToken } : { kind: 'done' as const }
  }
  const returnTo = outcome.kind === 'came' ? outcome.outcome.returnTo : '/'
  return { state: shown(), link: useAction(link, locale), onLinked: (account: Account) => onDone(returnTo, account) }
}
