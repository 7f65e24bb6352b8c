'use client'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { themeStorageKey } from './theme-script.ts'

export type ThemeChoice = 'light' | 'dark' | 'system'
export type Theme = 'light' | 'dark'

interface ThemeState {
  choice: ThemeChoice
  theme: Theme
  choose: (choice: ThemeChoice) => void
}

const ThemeContext = createContext<ThemeState>({ choice: 'system', theme: 'light', choose: () => undefined })
const darkQuery = '(prefers-color-scheme: dark)'

const storedChoice = (): ThemeChoice => {
  try {
    const stored = window.localStorage.getItem(themeStorageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** Keeps `data-theme` on `<html>`: light, dark, or the system's; the choice is stored. */
export const ThemeProvider = ({ children }: { children: ReactNode }) => {
  const [choice, setChoice] = useState<ThemeChoice>('system')
  const [systemTheme, setSystemTheme] = useState<Theme>('light')
  const [isReady, setReady] = useState(false)

  useEffect(() => {
    const media = window.matchMedia(darkQuery)
    const read = () => setSystemTheme(media.matches ? 'dark' : 'light')
    read()
    setChoice(storedChoice())
    setReady(true)
    media.addEventListener('change', read)
    return () => media.removeEventListener('change', read)
  }, [])

  const theme = choice === 'system' ? systemTheme : choice
  useEffect(() => {
    if (isReady) document.documentElement.dataset.theme = theme
  }, [theme, isReady])

  const choose = useCallback((next: ThemeChoice) => {
    setChoice(next)
    try {
      if (next === 'system') window.localStorage.removeItem(themeStorageKey)
      else window.localStorage.setItem(themeStorageKey, next)
    } catch {
      // Storage is unavailable: the choice lasts as long as the page.
    }
  }, [])
  const state = useMemo(() => ({ choice, theme, choose }), [choice, theme, choose])
  return <ThemeContext.Provider value={state}>{children}</ThemeContext.Provider>
}

/** Returns the effective theme, the stored choice, and the setter. */
export const useTheme = () => useContext(ThemeContext)
