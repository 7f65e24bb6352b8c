import { zodResolver } from '@hookform/resolvers/zod'
import { errorText } from '@pantheon/client'
import { SignUp } from '@pantheon/contract'
import { Button, ErrorSummary, Field, Input, languageOf, toast } from '@pantheon/ui'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useSignUp } from './use-account.ts'

/** Name, e-mail and a password; the account speaks the language the form was read in. */
export const SignUpForm = ({ onDone }: { onDone: () => void }) => {
  const { t, i18n } = useTranslation()
  const signUp = useSignUp()
  const form = useForm({ resolver: zodResolver(SignUp.omit({ locale: true })), defaultValues: { name: '', email: '', password: '' } })
  const { errors, submitCount } = form.formState
  const problems = [
    ...(errors.name ? [{ fieldId: 'name', message: t('auth.nameProblem') }] : []),
    ...(errors.email ? [{ fieldId: 'email', message: t('auth.emailProblem') }] : []),
    ...(errors.password ? [{ fieldId: 'password', message: t('auth.passwordProblem') }] : []),
  ]
  const submit = form.handleSubmit((values) =>
    signUp.mutate(
      { ...values, locale: languageOf(i18n.language) },
      {
        onSuccess: ({ user }) => {
          toast.success(t('auth.welcome', { name: user.name }))
          onDone()
        },
      },
    ),
  )
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <ErrorSummary
        problems={problems}
        message={problems.length === 0 && signUp.error ? errorText(signUp.error, languageOf(i18n.language)) : undefined}
        attempt={submitCount + signUp.failureCount}
      />
      <Field id="name" label={t('auth.name')} error={errors.name && t('auth.nameProblem')}>
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field id="email" label={t('auth.email')} error={errors.email && t('auth.emailProblem')}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field id="password" label={t('auth.password')} help={t('auth.passwordHelp')} error={errors.password && t('auth.passwordProblem')}>
        <Input type="password" autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Button type="submit" size="large" isPending={signUp.isPending}>
        {t('auth.signUp')}
      </Button>
    </form>
  )
}
