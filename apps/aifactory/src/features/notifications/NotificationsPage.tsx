import { type ShownNotifications, useInbox } from '@pantheon/client/react'
import { notificationPath } from '@pantheon/contract'
import { Button, InboxView } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PathLink } from '../account/PathLink.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { usePageTitle } from '../shell/use-page-title.ts'

/** The user's notifications, newest first. */
export const NotificationsPage = ({ show, onShow }: { show: ShownNotifications; onShow: (show: ShownNotifications) => void }) => {
  const { t } = useTranslation('notifications')
  usePageTitle(t('title'))
  const { inbox, isError, error, retry } = useInbox(show, useErrorToast())
  const first = (
    <Button asChild>
      <Link to="/" hash="catalogue">
        {t('emptyAction')}
      </Link>
    </Button>
  )
  return (
    <InboxView
      {...inbox}
      onShow={onShow}
      failure={isError ? <QueryError error={error} onRetry={retry} /> : undefined}
      placeOf={notificationPath}
      linkComponent={PathLink}
      preferencesHref="/settings/notifications"
      firstAction={first}
    />
  )
}
