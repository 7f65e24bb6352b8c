'use client'
import type { Locale, Role } from '@pantheon/contract'
import { Send } from 'lucide-react'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { Input, Select } from '../primitives/controls.tsx'
import { ErrorSummary, Field } from '../primitives/Field.tsx'
import { BesideField } from './BesideField.tsx'
import { useRoleWords } from './words.ts'

interface InviteFormProps {
  /** Initial values. When they repeat an invitation, the form takes the focus. */
  draft: { email: string; role: string; turn: number }
  locale: Locale
  /** The roles that the user may assign. */
  roles: readonly Role[]
  invite: Action<{ email: string; role: string; locale: Locale }>
}

// Only a rough check of the shape; the server validates the address.
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const codesAboutEmail = ['member.already', 'invitation.exists']

/** The e-mail address, role and mail language of an invitation. */
export const InviteForm = ({ draft, locale, roles, invite }: InviteFormProps) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const form = useForm({ defaultValues: { email: draft.email, role: draft.role, locale }, shouldFocusError: false })
  useEffect(() => {
    if (draft.turn > 0) form.setFocus('email')
  }, [draft.turn, form])
  const { refusal } = invite
  const isAboutEmail = refusal !== undefined && codesAboutEmail.includes(refusal.code)
  const isWrong = form.formState.errors.email !== undefined || (refusal?.fields.includes('email') ?? false)
  const problem = isAboutEmail ? refusal.message : isWrong ? t('invite.emailProblem') : undefined
  const submit = form.handleSubmit((fields) => {
    const email = fields.email.trim()
    invite.run({ ...fields, email }, () => {
      toast.success(t('invite.done', { email }))
      form.reset({ ...fields, email: '' })
      form.setFocus('email')
    })
  })
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <ErrorSummary
        problems={problem === undefined ? [] : [{ fieldId: 'invite-email', message: problem }]}
        message={problem === undefined ? refusal?.message : undefined}
        attempt={form.formState.submitCount + invite.failures}
      />
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_11rem_9rem_auto]">
        <Field id="invite-email" label={t('invitations.email')} error={problem}>
          <Input
            type="email"
            inputMode="email"
            autoComplete="off"
            placeholder={t('invite.placeholder')}
            {...form.register('email', { validate: (value) => emailShape.test(value.trim()) })}
          />
        </Field>
        <Field id="invite-role" label={t('members.role')}>
          <Select {...form.register('role')}>
            {roles.map((role) => (
              <option key={role.key} value={role.key}>
                {roleName(role)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="invite-locale" label={t('invite.language')}>
          <Select {...form.register('locale')}>
            <option value="en" lang="en">
              English
            </option>
            <option value="ja" lang="ja">
              日本語
            </option>
          </Select>
        </Field>
        <BesideField>
          <Button type="submit" isPending={invite.isPending} className="h-10 max-md:w-full">
            <Send aria-hidden />
            {t('invite.action')}
          </Button>
        </BesideField>
      </div>
    </form>
  )
}
