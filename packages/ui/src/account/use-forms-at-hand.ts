'use client'
import { useEffect } from 'react'

/** Has the schemas fetched once the page stands: later the line may be cut, and a form that cannot be checked is no use. */
export const useFormsAtHand = (): void => {
  useEffect(() => void import('./resolvers.ts').catch(() => undefined), [])
}
