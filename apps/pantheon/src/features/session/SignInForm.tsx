'use client'
import { errorText } from '@pantheon/client'
import { Button, ErrorSummary, Field, Input, languageOf } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { type SignInField, useSignInForm } from './use-sign-in-form.ts'

/** E-mail and password. What was typed survives a refusal. */
export const SignInForm = () => {
  const { t, i18n } = useTranslation()
  const { submit, attempt, wrongFields, isPending, refusal } = useSignInForm(useSearchParams().get('next'))
  const messages: Record<SignInField, string> = { email: t('signIn.emailInvalid'), password: t('signIn.passwordMissing') }
  const errorOfField = (field: SignInField) => (wrongFields.includes(field) ? messages[field] : undefined)
  const problems = wrongFields.map((field) => ({ fieldId: field, message: messages[field] }))
  return (
    <form noValidate className="space-y-5" onSubmit={(event) => void submit(event)}>
      <ErrorSummary problems={problems} message={refusal === null ? undefined : errorText(refusal, languageOf(i18n.language))} attempt={attempt} />
      <Field id="email" label={t('signIn.email')} error={errorOfField('email')}>
        <Input name="email" type="email" autoComplete="username" />
      </Field>
      <Field id="password" label={t('signIn.password')} error={errorOfField('password')}>
        <Input name="password" type="password" autoComplete="current-password" />
      </Field>
      <Button type="submit" size="large" className="w-full" isPending={isPending}>
        {t('signIn.submit')}
      </Button>
      <p className="text-13 text-ink-faint">{t('signIn.demo')}</p>
    </form>
  )
}
