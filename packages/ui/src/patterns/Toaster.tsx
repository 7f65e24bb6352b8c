'use client'
import { lazy, Suspense, useEffect, useState } from 'react'
import { loadPart } from '../parts/load-part.ts'
import { useTheme } from '../theme/ThemeProvider.tsx'

const Sonner = lazy(async () => ({ default: (await loadPart(() => import('sonner'))).Toaster }))

/** Renders toasts. Loaded after the page. */
export const Toaster = () => {
  const { theme } = useTheme()
  const [isMounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  if (!isMounted) return null
  return (
    <Suspense fallback={null}>
      <Sonner
        theme={theme}
        position="bottom-right"
        mobileOffset={{ bottom: 80 }}
        gap={10}
        style={{ fontFamily: 'inherit' }}
        toastOptions={{
          style: {
            background: 'var(--raised)',
            color: 'var(--ink)',
            borderColor: 'var(--line)',
            borderRadius: 10,
            boxShadow: 'var(--elevation-2)',
            fontFamily: 'inherit',
          },
        }}
      />
    </Suspense>
  )
}
