'use client'
import type { NotificationChannel, NotificationKind, NotificationPreferences, SetNotificationPreference } from '@pantheon/contract'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../primitives/Card.tsx'
import type { Action, Loaded } from './action.ts'
import { LoadedView } from './LoadedView.tsx'
import { SettingsSection } from './SettingsSection.tsx'

export interface NotificationsViewProps {
  preferences: Loaded<NotificationPreferences>
  set: Action<SetNotificationPreference>
}

type Family = NotificationKind extends infer K ? (K extends `${infer F}.${string}` ? F : never) : never
const familyOf = (kind: NotificationKind): Family => kind.slice(0, kind.indexOf('.')) as Family

/** One kind of notification, with a checkbox for each channel. */
const KindRow = ({
  item,
  channels,
  set,
}: {
  item: NotificationPreferences['items'][number]
  channels: readonly NotificationChannel[]
  set: NotificationsViewProps['set']
}) => {
  const { t } = useTranslation('notifications')
  const { kind, on } = item
  const what = t(`choose.kind.${kind}`)
  return (
    <tr className="border-t">
      <th scope="row" className="py-2 pr-3 pl-4 text-left text-14 font-normal text-pretty">
        {what}
      </th>
      {channels.map((channel) => (
        <td key={channel} className="p-0 text-center">
          <label className="inline-grid size-10 place-items-center touch:size-11">
            <input
              type="checkbox"
              aria-label={`${what}: ${t(`choose.channel.${channel}`)}`}
              checked={on.includes(channel)}
              onChange={(event) => set.run({ kind, channel, isOn: event.target.checked })}
            />
          </label>
        </td>
      ))}
    </tr>
  )
}

const Choices = ({ preferences: { channels, items }, set }: { preferences: NotificationPreferences; set: NotificationsViewProps['set'] }) => {
  const { t } = useTranslation('notifications')
  const families = [...new Set(items.map(({ kind }) => familyOf(kind)))]
  return (
    <Card className="overflow-x-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr className="text-12 text-ink-faint">
            <th scope="col" className="py-2.5 pr-3 pl-4 text-left font-medium">
              {t('choose.what')}
            </th>
            {channels.map((channel) => (
              <th key={channel} scope="col" className="w-16 px-1 py-2.5 text-center font-medium last:pr-3 md:w-20">
                {t(`choose.channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <Fragment key={family}>
              <tr className="border-t bg-sunken">
                <th scope="rowgroup" colSpan={channels.length + 1} className="px-4 py-1.5 text-left text-12 font-semibold text-ink-muted">
                  {t(`choose.group.${family}`)}
                </th>
              </tr>
              {items
                .filter(({ kind }) => familyOf(kind) === family)
                .map((item) => (
                  <KindRow key={item.kind} item={item} channels={channels} set={set} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** Notification preferences: each kind by each channel. A change is saved at once. */
export const NotificationsView = ({ preferences, set }: NotificationsViewProps) => {
  const { t } = useTranslation('notifications')
  return (
    <SettingsSection isPlain title={t('title')} text={t('choose.text')}>
      {set.refusal && !set.isPending && (
        <p role="alert" className="mb-3 rounded-card bg-danger-soft px-4 py-3 text-14 text-danger-text">
          {set.refusal.message}
        </p>
      )}
      <LoadedView state={preferences} rows={4}>
        {(held) => (
          <>
            {!held.isEmailVerified && <p className="mb-3 rounded-card bg-warning-soft px-4 py-3 text-14 text-warning-text">{t('choose.unverified')}</p>}
            <Choices preferences={held} set={set} />
            {held.channels.includes('chat') && <p className="mt-3 text-13 text-ink-faint">{t('choose.chatText')}</p>}
          </>
        )}
      </LoadedView>
    </SettingsSection>
  )
}
