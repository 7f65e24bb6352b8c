import { useBell } from '@pantheon/client'
import { BellView } from '@pantheon/ui'
import { PathLink } from '../account/PathLink.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { placeOf } from './place-of.ts'

/** The bell in the bar: how many are unread, and under it the newest ones. */
export const Bell = () => <BellView {...useBell(useErrorToast())} placeOf={placeOf} linkComponent={PathLink} inboxHref="/notifications" />
