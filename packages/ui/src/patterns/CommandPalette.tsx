'use client'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { loadPart } from '../parts/load-part.ts'

const CommandPaletteDialog = lazy(async () => ({ default: (await loadPart(() => import('./CommandPaletteDialog.tsx'))).CommandPaletteDialog }))

export interface PaletteAction {
  id: string
  label: string
  icon?: ReactNode
  /** Said at the right: a kind, a price, a key. */
  hint?: string
  /** Other words that find it. */
  keywords?: string[]
  run: () => void
}

export interface PaletteGroup {
  heading: string
  actions: readonly PaletteAction[]
}

export interface CommandPaletteProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  groups: readonly PaletteGroup[]
  /** What is typed, for those who look things up elsewhere. */
  onQueryChange?: (query: string) => void
}

/** ⌘K / Ctrl-K: go anywhere, do anything. Its code is fetched the first time it opens. */
export const CommandPalette = ({ isOpen, onOpenChange, ...rest }: CommandPaletteProps) => {
  const [wasOpened, setWasOpened] = useState(isOpen)
  if (isOpen && !wasOpened) setWasOpened(true)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      onOpenChange(!isOpen)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isOpen, onOpenChange])
  if (!wasOpened) return null
  return (
    <Suspense fallback={null}>
      <CommandPaletteDialog isOpen={isOpen} onOpenChange={onOpenChange} {...rest} />
    </Suspense>
  )
}
