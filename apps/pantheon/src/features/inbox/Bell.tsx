'use client'
import { useBell } from '@pantheon/client/react'
import { BellView } from '@pantheon/ui'
import { PlaceLink } from './PlaceLink.tsx'
import { placeOf } from './place-of.ts'
import { useRefusalToast } from './use-refusal-toast.ts'

/** The bell in the bar: how many are unread, and under it the newest ones. */
export const Bell = () => <BellView {...useBell(useRefusalToast())} placeOf={placeOf} linkComponent={PlaceLink} inboxHref="/inbox/" />
