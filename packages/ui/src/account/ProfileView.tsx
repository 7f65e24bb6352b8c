'use client'
import type { Locale, UpdateProfile, User } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { languages } from '../i18n/i18n.ts'
import { toast } from '../patterns/toast.ts'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { Input, Select } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import { useContractForm } from './use-contract-form.ts'

type Fields = { name: string; locale: Locale }

/** Name and language. Saving another language also switches the language of the page. */
export const ProfileView = ({ user, update }: { user: User; update: Action<UpdateProfile> }) => {
  const { t, i18n } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<Fields>({
    defaults: { name: user.name, locale: user.locale },
    resolver: 'profile',
    problems: { name: t('problem.name') },
    action: update,
  })
  const onSaved = async ({ locale }: Fields) => {
    await i18n.changeLanguage(locale)
    toast.success(i18n.t('profile.saved', { ns: 'account' }))
  }
  return (
    <SettingsSection title={t('settings.profile')} text={t('profile.text')}>
      <form {...formProps((values) => update.run(values, () => void onSaved(values)))} className="flex flex-col gap-5">
        <FormSummary {...summary} />
        <Field id="name" label={t('field.name')} error={problemOf('name')}>
          <Input autoComplete="name" {...form.register('name')} />
        </Field>
        <dl className="flex flex-col gap-1.5">
          <dt className="text-14 font-medium">{t('field.email')}</dt>
          <dd className="flex flex-wrap items-center gap-2 text-14 break-all">
            {user.email}
            <Badge tone={user.isEmailVerified ? 'success' : 'warning'} hasDot>
              {t(user.isEmailVerified ? 'profile.verified' : 'profile.unverified')}
            </Badge>
          </dd>
          <dd className="text-13 text-ink-faint">{t('profile.emailHelp')}</dd>
        </dl>
        <Field id="locale" label={t('field.language')} help={t('profile.languageHelp')}>
          <Select {...form.register('locale')}>
            {languages.map((language) => (
              <option key={language} value={language} lang={language}>
                {t(`languages.${language}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" className="self-start" isPending={update.isPending}>
          {t('profile.save')}
        </Button>
      </form>
    </SettingsSection>
  )
}
