import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC, useTRPCClient } from '../provider.tsx'
import { refusalOf, useAction } from './action.ts'
import { allowRetry, once } from './once.ts'

type Outcome = { kind: 'working' } | { kind: 'done' } | { kind: 'failed'; error: unknown }

/**
 * Verifies an e-mail address with the token of its link, once per token. An already used link counts as success when its owner is
 * signed in and verified.
 */
export const useVerifyEmail = (token: string, locale: Locale) => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const session = useQuery(trpc.auth.session.queryOptions(undefined, { retry: false, staleTime: 60_000 }))
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'working' })
  const [attempt, setAttempt] = useState(0)
  const key = `verify ${token}`
  useEffect(() => {
    let isGone = false
    once(key, () => client.auth.email.verify.mutate({ token })).then(
      () => {
        if (!isGone) setOutcome({ kind: 'done' })
        void queryClient.invalidateQueries(trpc.auth.session.queryFilter())
        // Verifying grants free credits.
        void queryClient.invalidateQueries(trpc.business.credits.pathFilter())
      },
      (error: unknown) => !isGone && setOutcome({ kind: 'failed', error }),
    )
    return () => {
      isGone = true
    }
  }, [key, token, attempt, client, queryClient, trpc])

  const retry = () => {
    allowRetry(key)
    setOutcome({ kind: 'working' })
    setAttempt((count) => count + 1)
  }
  if (outcome.kind !== 'failed') return outcome
  const refusal = refusalOf(outcome.error, locale)
  const isVerified = refusal.code === 'auth.link_invalid' && session.data?.user.isEmailVerified === true
  return isVerified ? { kind: 'done' as const } : { kind: 'refused' as const, refusal, retry }
}

/** Resends the link that verifies the e-mail address. */
export const useResendVerification = (locale: Locale) => useAction(useMutation(useTRPC().auth.email.resend.mutationOptions()), locale)
