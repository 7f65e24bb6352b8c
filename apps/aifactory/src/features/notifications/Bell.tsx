import { useBell } from '@pantheon/client/react'
import { notificationPath } from '@pantheon/contract'
import { BellView } from '@pantheon/ui'
import { PathLink } from '../account/PathLink.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'

/** The notification bell of the top bar: the unread count, and a panel with the newest ones. */
export const Bell = () => <BellView {...useBell(useErrorToast())} placeOf={notificationPath} linkComponent={PathLink} inboxHref="/notifications" />
