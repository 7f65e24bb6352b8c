'use client'
import type { Session } from '@pantheon/contract'
import { CircleQuestionMark, Laptop, Smartphone, SquareTerminal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { DateTime } from '../primitives/DateTime.tsx'

const iconOf = ({ kind, device }: Session) => {
  if (kind === 'api') return SquareTerminal
  if (device === '') return CircleQuestionMark
  return /iOS|Android|iPhone|iPad/.test(device) ? Smartphone : Laptop
}

/** One of the user's sessions. */
export const SessionCard = ({ session, isEnding, onEnd }: { session: Session; isEnding: boolean; onEnd: () => void }) => {
  const { t, i18n } = useTranslation('account')
  const Icon = iconOf(session)
  const [browser, system] = session.device.split(' on ')
  // The server names the device in English; names of browsers and systems are the same in every language.
  const named = browser !== undefined && system !== undefined ? t('sessions.device', { browser, system }) : session.device
  const device = session.device === '' ? t('sessions.unknownDevice') : named
  const { country, place } = session
  const from = country === null ? t(`sessions.place.${place}`) : new Intl.DisplayNames(i18n.language, { type: 'region' }).of(country)
  return (
    <li>
      <Card className="flex flex-wrap items-start gap-x-4 gap-y-3 p-4">
        <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-control bg-sunken text-ink-muted">
          <Icon className="size-5" />
        </span>
        <div className="min-w-0 flex-1 basis-48">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-14 font-semibold">
            {device}
            {session.isCurrent && <Badge tone="accent">{t('sessions.current')}</Badge>}
            {session.kind === 'api' && <Badge>{t('sessions.program')}</Badge>}
          </h3>
          <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-13 text-ink-muted [&_dt]:text-ink-faint">
            <dt>{t('sessions.lastSeen')}</dt>
            <dd>
              <DateTime at={session.lastSeenAt} />
            </dd>
            <dt>{t('sessions.from')}</dt>
            <dd className="break-words">
              {from} <span className="font-mono text-12 text-ink-faint">{session.address}</span>
            </dd>
            <dt>{t('sessions.started')}</dt>
            <dd>
              <DateTime at={session.createdAt} />
            </dd>
          </dl>
        </div>
        {!session.isCurrent && (
          <Button variant="secondary" size="small" isPending={isEnding} aria-label={t('sessions.endNamed', { device })} onClick={onEnd} className="ml-auto">
            {t('sessions.end')}
          </Button>
        )}
      </Card>
    </li>
  )
}
