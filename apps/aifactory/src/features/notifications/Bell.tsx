import { useBell } from '@pantheon/client/react'
import { notificationPath } from '@pantheon/contract'
import { BellView } from '@pantheon/ui'
import { PathLink } from '../account/PathLink.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'

/** The bell in the bar: how many are unread, and under it the newest ones. */
export const Bell = () => <BellView {...useBell(useErrorToast())} placeOf={notificationPath} linkComponent={PathLink} inboxHref="/notifications" />
