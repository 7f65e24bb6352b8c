import type { Account } from '@pantheon/contract'
import { useEffect, useRef } from 'react'
import { useGoTo } from './use-organizations-changed.ts'

const key = 'pantheon.shownAnew'

/** Notes, across the load of a page that it was somebody else's before. Without a memory nobody is told, which is bearable. */
const memory = {
  note: (): void => {
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
 * Loads the app anew at `home` when a session becomes another's under it: a second window switched the organization or signed
 * in as somebody else, or the person was taken out of the organization. `tell` is called on the page that is shown then.
 */
export const useShownTo = ({ user, organization }: Account, home: string, tell: () => void): void => {
  const goTo = useGoTo()
  const shown = `${user.id}@${organization.id}`
  const first = useRef(shown)
  const latest = useRef({ goTo, tell })
  latest.current = { goTo, tell }
  useEffect(() => {
    if (memory.take()) latest.current.tell()
  }, [])
  useEffect(() => {
    if (first.current === shown) return
    memory.note()
    latest.current.goTo(home)
  }, [shown, home])
}
