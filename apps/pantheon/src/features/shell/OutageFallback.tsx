'use client'
import { loadPart } from '@pantheon/ui'
import { type ComponentType, Fragment, type ReactNode, useEffect } from 'react'

// Loaded while the server is available: during an outage it could not be.
let Notice: ComponentType<{ children: ReactNode }> = Fragment
const preloadNotice = async () => {
  Notice = (await loadPart(() => import('./NeedsConnection.tsx'))).NeedsConnection
}

/** Preloads what is shown during an outage. */
export const useReadyForOutage = (): void => useEffect(() => void preloadNotice(), [])

/** Fallback while a page is loading: `children`, or a notice that the page needs a connection when the server does not respond. */
export const OutageFallback = ({ children }: { children: ReactNode }) => <Notice>{children}</Notice>
