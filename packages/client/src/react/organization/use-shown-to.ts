import type { Account } from '@pantheon/contract'
import { useEffect, useRef } from 'react'
import { useGoTo } from './use-organizations-changed.ts'

const key = 'pantheon.shownAnew'

/** Remembers across the reload that the session changed. Without session storage the notice is skipped, which is acceptable. */
const memory = {
  set: (): void => {
    try {
      sessionStorage.setItem(key, '1')
    } catch {}
  },
  take: (): boolean => {
    try {
      const isNoted = sessionStorage.getItem(key) !== null
      sessionStorage.removeItem(key)
      return isNoted
    } catch {
      return false
    }
  },
}

/**
 * Reloads the app at `home` when the session changes while the page is open: another window switched the organization or signed
 * in as another user, or the user was removed from the organization. `onReloaded` is called on the page after the reload.
 */
export const useShownTo = ({ user, organization }: Account, home: string, onReloaded: () => void): void => {
  const goTo = useGoTo()
  const shown = `${user.id}@${organization.id}`
  const first = useRef(shown)
  const latest = useRef({ goTo, onReloaded })
  latest.current = { goTo, onReloaded }
  useEffect(() => {
    if (memory.take()) latest.current.onReloaded()
  }, [])
  useEffect(() => {
    if (first.current === shown) return
    memory.set()
    latest.current.goTo(home)
  }, [shown, home])
}
