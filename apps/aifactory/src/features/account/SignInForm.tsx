import { zodResolver } from '@hookform/resolvers/zod'
import { errorText } from '@pantheon/client'
import { SignIn } from '@pantheon/contract'
import { Button, ErrorSummary, Field, Input, languageOf, toast } from '@pantheon/ui'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useSignIn } from './use-account.ts'

/** E-mail and password. */
export const SignInForm = ({ onDone }: { onDone: () => void }) => {
  const { t, i18n } = useTranslation()
  const signIn = useSignIn()
  const form = useForm({ resolver: zodResolver(SignIn), defaultValues: { email: '', password: '' } })
  const { errors, submitCount } = form.formState
  const problems = [
    ...(errors.email ? [{ fieldId: 'email', message: t('auth.emailProblem') }] : []),
    ...(errors.password ? [{ fieldId: 'password', message: t('auth.passwordMissing') }] : []),
  ]
  const submit = form.handleSubmit((values) =>
    signIn.mutate(values, {
      onSuccess: ({ user }) => {
        toast.success(t('auth.welcome', { name: user.name }))
        onDone()
      },
    }),
  )
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <ErrorSummary
        problems={problems}
        message={problems.length === 0 && signIn.error ? errorText(signIn.error, languageOf(i18n.language)) : undefined}
        attempt={submitCount + signIn.failureCount}
      />
      <Field id="email" label={t('auth.email')} error={errors.email && t('auth.emailProblem')}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field id="password" label={t('auth.password')} error={errors.password && t('auth.passwordMissing')}>
        <Input type="password" autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" size="large" isPending={signIn.isPending}>
        {t('auth.signIn')}
      </Button>
    </form>
  )
}
