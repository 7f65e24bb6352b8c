'use client'
import { useOwnSessions } from '@pantheon/client/react'
import { SessionsView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const SessionsSettings = () => <SessionsView {...useOwnSessions(useLocale())} />
