import { useEffect, useState } from 'react'

/** Navigates to a page of the provider. `isLeaving` stays true until the browser has left, and is false again after returning. */
export const useLeaving = () => {
  const [isLeaving, setLeaving] = useState(false)
  useEffect(() => {
    // The browser may restore the page from its back/forward cache.
    const onReturn = () => setLeaving(false)
    window.addEventListener('pageshow', onReturn)
    return () => window.removeEventListener('pageshow', onReturn)
  }, [])
  const leaveTo = ({ url }: { url: string }) => {
    setLeaving(true)
    window.location.assign(url)
  }
  return { isLeaving, leaveTo }
}
