'use client'
import { useInbox } from '@pantheon/client/react'
import { Button, InboxView } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useQueryParam } from '../live/use-query-param.ts'
import { aifactoryUrl } from '../shell/neighbours.ts'
import { PlaceLink } from './PlaceLink.tsx'
import { placeOf } from './place-of.ts'
import { useRefusalToast } from './use-refusal-toast.ts'

/** The user's notifications, newest first. */
export const Inbox = () => {
  const { t } = useTranslation('notifications')
  const [asked, setShow] = useQueryParam('show')
  const show = asked === 'unread' ? 'unread' : 'all'
  const { inbox, isError, error, retry } = useInbox(show, useRefusalToast())
  const first = (
    <Button asChild>
      <a href={aifactoryUrl}>{t('emptyAction')}</a>
    </Button>
  )
  return (
    <InboxView
      {...inbox}
      onShow={(next) => setShow(next === 'all' ? null : next)}
      failure={isError ? <Failed isWhole error={error} onRetry={retry} /> : undefined}
      placeOf={placeOf}
      linkComponent={PlaceLink}
      preferencesHref="/settings/notifications/"
      firstAction={first}
    />
  )
}
