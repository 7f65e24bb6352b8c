'use client'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { loadPart } from '../parts/load-part.ts'

const CommandPaletteDialog = lazy(async () => ({ default: (await loadPart(() => import('./CommandPaletteDialog.tsx'))).CommandPaletteDialog }))

export interface PaletteAction {
  id: string
  label: string
  icon?: ReactNode
  /** Shown at the right: a kind, a price, a key. */
  hint?: string
  /** Further search terms. */
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
  /** Called with the query, for results from the server. */
  onQueryChange?: (query: string) => void
}

/** The command palette (⌘K / Ctrl-K). Its code is loaded when it first opens. */
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
