'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { errorText } from '@pantheon/client'
import { SignIn } from '@pantheon/contract'
import { Button, ErrorSummary, Field, type FieldProblem, Input, languageOf } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useSignIn } from './use-sign-in.ts'

/** E-mail and password. What was typed survives a refusal. */
export const SignInForm = () => {
  const { t, i18n } = useTranslation()
  const next = useSearchParams().get('next')
  const signIn = useSignIn(next)
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(SignIn), defaultValues: { email: '', password: '' }, shouldFocusError: false })
  const emailError = formState.errors.email && t('signIn.emailInvalid')
  const passwordError = formState.errors.password && t('signIn.passwordMissing')
  const problems: FieldProblem[] = [
    ...(emailError ? [{ fieldId: 'email', message: emailError }] : []),
    ...(passwordError ? [{ fieldId: 'password', message: passwordError }] : []),
  ]
  const refusal = problems.length === 0 && signIn.error !== null ? errorText(signIn.error, languageOf(i18n.language)) : undefined
  return (
    <form noValidate className="space-y-5" onSubmit={handleSubmit((input) => signIn.mutate(input))}>
      <ErrorSummary problems={problems} message={refusal} attempt={formState.submitCount + signIn.failureCount} />
      <Field id="email" label={t('signIn.email')} error={emailError}>
        <Input type="email" autoComplete="username" {...register('email')} />
      </Field>
      <Field id="password" label={t('signIn.password')} error={passwordError}>
        <Input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
      <Button type="submit" size="large" className="w-full" isPending={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <p className="text-13 text-ink-faint">{t('signIn.demo')}</p>
    </form>
  )
}
