import { type FormEvent, useState } from 'react'
import { useSignIn } from './use-sign-in.ts'

export type SignInField = 'email' | 'password'

/** The form's fields are checked with the API's own schema, which is fetched with the first attempt and not with the page. */
export const useSignInForm = (next: string | null) => {
  const signIn = useSignIn(next)
  const [attempt, setAttempt] = useState(0)
  const [wrongFields, setWrongFields] = useState<readonly SignInField[]>([])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    const { SignIn } = await import('@pantheon/contract')
    const checked = SignIn.safeParse(fields)
    const wrong = new Set(checked.error?.issues.map((issue) => issue.path[0]))
    setWrongFields((['email', 'password'] as const).filter((field) => wrong.has(field)))
    setAttempt((count) => count + 1)
    if (checked.success) signIn.mutate(checked.data, { onError: () => setAttempt((count) => count + 1) })
  }
  return { submit, attempt, wrongFields, isPending: signIn.isPending, refusal: wrongFields.length === 0 ? signIn.error : null }
}
