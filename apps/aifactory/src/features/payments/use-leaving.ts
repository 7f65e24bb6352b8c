import { useEffect, useState } from 'react'

/** Goes to a page of the provider's. Its button stays busy until the browser has left, and is free again for whoever comes back. */
export const useLeaving = () => {
  const [isLeaving, setLeaving] = useState(false)
  useEffect(() => {
    // Coming back, the browser may show the page as it was left.
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
