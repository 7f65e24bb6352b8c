'use client'
import { useEffect } from 'react'

/** Preloads the schemas once the page is rendered: without them a form cannot be validated if the connection is lost later. */
export const usePreloadSchemas = (): void => {
  useEffect(() => void import('./resolvers.ts').catch(() => undefined), [])
}
