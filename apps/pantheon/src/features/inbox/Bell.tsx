'use client'
import { useBell } from '@pantheon/client/react'
import { BellView } from '@pantheon/ui'
import { PlaceLink } from './PlaceLink.tsx'
import { placeOf } from './place-of.ts'
import { useRefusalToast } from './use-refusal-toast.ts'

/** The notification bell of the top bar: the unread count, and a panel with the newest ones. */
export const Bell = () => <BellView {...useBell(useRefusalToast())} placeOf={placeOf} linkComponent={PlaceLink} inboxHref="/inbox/" />
