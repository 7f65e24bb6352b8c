'use client'
import { type Account, type ApiKey, type CreateApiKey, type CreatedApiKey, keyPermissions, type Permission } from '@pantheon/contract'
import { KeyRound, LockKeyhole, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../patterns/states.tsx'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { ApiKeyCard, keyState } from './ApiKeyCard.tsx'
import type { Action, LoadedPages } from './action.ts'
import { Confirm } from './Confirm.tsx'
import { CreateKeyDialog } from './CreateKeyDialog.tsx'
import { LoadedView } from './LoadedView.tsx'
import { SettingsSection } from './SettingsSection.tsx'

/** Required to see and create keys. */
export const keysPermission: Permission = 'api_key:manage'

export interface ApiKeysViewProps {
  account: Account
  keys: LoadedPages<ApiKey>
  create: Action<CreateApiKey, CreatedApiKey>
  revoke: Action<{ id: string }>
}

const byUse = (a: ApiKey, b: ApiKey): number => {
  const now = new Date()
  return Number(keyState(b, now) === 'active') - Number(keyState(a, now) === 'active') || b.createdAt.localeCompare(a.createdAt)
}

/** The organization's API keys, active ones first. */
export const ApiKeysView = ({ account, keys, create, revoke }: ApiKeysViewProps) => {
  const { t } = useTranslation('account')
  const [dialog, setDialog] = useState<'create' | ApiKey>()
  const close = () => setDialog(undefined)
  const asked = typeof dialog === 'object' ? dialog : undefined
  const organization = account.organization.name
  const openButton = (
    <Button onClick={() => setDialog('create')}>
      <Plus aria-hidden />
      {t('keys.create')}
    </Button>
  )
  return (
    <SettingsSection isPlain title={t('settings.keys')} text={t('keys.text', { organization })} action={(keys.data?.length ?? 0) > 0 && openButton}>
      <LoadedView state={keys}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<KeyRound />} title={t('keys.emptyTitle')} actions={openButton}>
              {t('keys.emptyText')}
            </EmptyState>
          ) : (
            <ul className="space-y-3">
              {items.toSorted(byUse).map((key) => (
                <ApiKeyCard key={key.id} apiKey={key} onRevoke={() => setDialog(key)} />
              ))}
            </ul>
          )
        }
      </LoadedView>
      {keys.more && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={keys.more.isLoading} onClick={keys.more.load}>
            {t('keys.more')}
          </Button>
        </div>
      )}
      {dialog === 'create' && (
        <CreateKeyDialog offered={keyPermissions.filter((permission) => account.permissions.includes(permission))} create={create} onClose={close} />
      )}
      <Confirm
        isOpen={asked !== undefined}
        onClose={close}
        title={t('keys.revokeTitle', { name: asked?.name ?? '' })}
        text={t('keys.revokeText')}
        verb={t('keys.revoke')}
        action={revoke}
        onConfirm={() => {
          if (!asked) return
          revoke.run({ id: asked.id }, () => {
            close()
            toast.success(t('keys.revokedDone'))
          })
        }}
      />
    </SettingsSection>
  )
}

/** Shown to roles without access to keys: the missing permission, and who can grant it. */
export const NoKeysView = ({ account }: { account: Account }) => {
  const { t } = useTranslation('account')
  return (
    <SettingsSection isPlain title={t('settings.keys')} text={t('keys.text', { organization: account.organization.name })}>
      <EmptyState icon={<LockKeyhole />} title={t('notAllowed.title')}>
        {t('notAllowed.text', { permission: keysPermission, organization: account.organization.name })}
      </EmptyState>
    </SettingsSection>
  )
}
