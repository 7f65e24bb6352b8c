'use client'
import { loadPart } from '@pantheon/ui'
import { type ComponentType, Fragment, type ReactNode, useEffect } from 'react'

// Fetched while the server is there: afterwards nobody could.
let Watch: ComponentType<{ children: ReactNode }> = Fragment
const fetchWatch = async () => {
  Watch = (await loadPart(() => import('./NeedsConnection.tsx'))).NeedsConnection
}

/** Has what is shown without the server at hand. */
export const useReadyForOutage = (): void => useEffect(() => void fetchWatch(), [])

/** What stands for a page while it is fetched: `children`, and once nobody answers, that it needs the connection. */
export const UntilThere = ({ children }: { children: ReactNode }) => <Watch>{children}</Watch>
