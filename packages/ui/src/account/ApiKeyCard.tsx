'use client'
import type { ApiKey } from '@pantheon/contract'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { DateTime, formatDateTime } from '../primitives/DateTime.tsx'
import { permissionWord } from './permission-words.ts'

/** The status of a key at a time. */
export const keyState = ({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): 'active' | 'expired' | 'revoked' => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'active'
}
const tones = { active: 'success', expired: 'warning', revoked: 'neutral' } as const

/** A key without its secret: name, permissions and last use. */
export const ApiKeyCard = ({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) => {
  const { t } = useTranslation('account')
  const { t: word } = useTranslation('permissions')
  const state = keyState(apiKey, new Date())
  return (
    <li>
      <Card className="p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h3 className={cn('min-w-0 text-14 font-semibold break-words', state !== 'active' && 'text-ink-muted')}>{apiKey.name}</h3>
          <code className="rounded-control bg-sunken px-1.5 py-0.5 font-mono text-12 text-ink-muted">{apiKey.prefix}…</code>
          <Badge tone={tones[state]} hasDot>
            {t(`keys.${state}`)}
          </Badge>
          {state === 'active' && (
            <Button variant="secondary" size="small" className="ml-auto" aria-label={t('keys.revokeNamed', { name: apiKey.name })} onClick={onRevoke}>
              {t('keys.revoke')}
            </Button>
          )}
        </div>
        <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 text-13 text-ink-muted [&_dt]:text-12 [&_dt]:text-ink-faint">
          <div>
            <dt>{t('keys.createdBy')}</dt>
            <dd>{t('keys.createdByValue', { name: apiKey.createdBy.name, date: formatDateTime(apiKey.createdAt, 'day') })}</dd>
          </div>
          <div>
            <dt>{t('keys.lastUsed')}</dt>
            <dd>{apiKey.lastUsedAt === null ? t('keys.never') : <DateTime at={apiKey.lastUsedAt} />}</dd>
          </div>
          <div>
            <dt>{t('keys.expires')}</dt>
            <dd>{apiKey.expiresAt === null ? t('keys.expiresNever') : <DateTime at={apiKey.expiresAt} precision="day" />}</dd>
          </div>
        </dl>
        <details className="group mt-3 text-13">
          <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-control text-ink-muted hover:text-ink touch:min-h-11 [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
            {t('keys.permissions', { count: apiKey.permissions.length })}
          </summary>
          <ul className="mt-2 flex flex-wrap gap-1.5">
            {apiKey.permissions.map((permission) => (
              <li key={permission}>
                <Badge title={permission}>{word(permissionWord(permission))}</Badge>
              </li>
            ))}
          </ul>
        </details>
      </Card>
    </li>
  )
}
