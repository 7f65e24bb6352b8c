'use client'
import { useNotificationPreferences } from '@pantheon/client'
import { NotificationsView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const NotificationsSettings = () => <NotificationsView {...useNotificationPreferences(useLocale())} />
