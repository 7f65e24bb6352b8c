'use client'
import type { OwnOrganization } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { formatDateTime } from '../primitives/DateTime.tsx'
import { ErrorSummary } from '../primitives/Field.tsx'
import { daysUntil } from './days-until.ts'
import { Section } from './Section.tsx'

interface DeletedOrganizationsProps {
  organizations: readonly OwnOrganization[]
  restore: Action<{ id: string }>
  onRestored: (name: string) => void
}

/** Deleted organizations that can still be restored, with the days left. */
export const DeletedOrganizations = ({ organizations, restore, onRestored }: DeletedOrganizationsProps) => {
  const { t } = useTranslation('organization')
  if (organizations.length === 0) return null
  return (
    <Section title={t('deleted.title')} text={t('deleted.text')}>
      <ErrorSummary problems={[]} message={restore.refusal?.message} attempt={restore.failures} />
      <ul className="divide-y">
        {organizations.map((organization) => (
          <li key={organization.id} className="flex flex-wrap items-center justify-between gap-3 py-3 last:pb-0">
            <span className="min-w-0">
              <span className="block font-medium break-words">{organization.name}</span>
              {organization.purgeAt !== null && (
                <span className="block text-13 text-ink-muted">
                  {t('deleted.left', { count: daysUntil(organization.purgeAt), date: formatDateTime(organization.purgeAt, 'day') })}
                </span>
              )}
            </span>
            {organization.role === 'owner' ? (
              <Button
                variant="secondary"
                size="small"
                isPending={restore.isPending}
                onClick={() => restore.run({ id: organization.id }, () => onRestored(organization.name))}
              >
                {t('deleted.restore')}
              </Button>
            ) : (
              <span className="text-13 text-ink-faint">{t('deleted.askOwner')}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
