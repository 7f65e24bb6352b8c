'use client'
import type { Session } from '@pantheon/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import type { Action, Loaded } from './action.ts'
import { Confirm } from './Confirm.tsx'
import { LoadedView } from './LoadedView.tsx'
import { SessionCard } from './SessionCard.tsx'
import { SettingsSection } from './SettingsSection.tsx'

export interface SessionsViewProps {
  sessions: Loaded<readonly Session[]>
  end: Action<{ id: string }>
  endOthers: Action<void>
}

const byUse = (a: Session, b: Session): number => Number(b.isCurrent) - Number(a.isCurrent) || b.lastSeenAt.localeCompare(a.lastSeenAt)

/** All sessions of the user, this device first, then by last use. */
export const SessionsView = ({ sessions, end, endOthers }: SessionsViewProps) => {
  const { t } = useTranslation('account')
  const [ending, setEnding] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  const others = sessions.data?.filter(({ isCurrent }) => !isCurrent).length ?? 0
  const endOne = (id: string) => {
    setEnding(id)
    end.run({ id }, () => toast.success(t('sessions.ended')))
  }
  return (
    <SettingsSection
      isPlain
      title={t('settings.sessions')}
      text={t('sessions.text')}
      action={
        others > 0 && (
          <Button variant="secondary" onClick={() => setAsking(true)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {end.refusal && !end.isPending && (
        <p role="alert" className="mb-3 rounded-card bg-danger-soft px-4 py-3 text-14 text-danger-text">
          {end.refusal.message}
        </p>
      )}
      <LoadedView state={sessions} rows={3}>
        {(items) => (
          <>
            <ul className="space-y-3">
              {items.toSorted(byUse).map((session) => (
                <SessionCard key={session.id} session={session} isEnding={end.isPending && ending === session.id} onEnd={() => endOne(session.id)} />
              ))}
            </ul>
            {items.some(({ country }) => country !== null) && (
              <p className="mt-3 text-12 text-ink-faint">
                {t('sessions.countries')} {/* The licence of the GeoIP tables requires this text and link. */}
                <a href="https://db-ip.com" rel="noreferrer" target="_blank" className="underline">
                  IP Geolocation by DB-IP
                </a>
              </p>
            )}
            {others === 0 && <p className="mt-4 text-center text-13 text-ink-faint">{t('sessions.alone')}</p>}
          </>
        )}
      </LoadedView>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('sessions.endOthersTitle')}
        text={t('sessions.endOthersText', { count: others })}
        verb={t('sessions.endOthers')}
        action={endOthers}
        onConfirm={() =>
          endOthers.run(undefined, () => {
            setAsking(false)
            toast.success(t('sessions.othersEnded'))
          })
        }
      />
    </SettingsSection>
  )
}
