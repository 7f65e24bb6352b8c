'use client'
import { Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../primitives/IconButton.tsx'
import { useTheme } from './ThemeProvider.tsx'

/** Switches between light and dark. */
export const ThemeToggle = ({ className }: { className?: string }) => {
  const { t } = useTranslation('ui')
  const { theme, choose } = useTheme()
  const isDark = theme === 'dark'
  return (
    <IconButton className={className} name={t(isDark ? 'theme.toLight' : 'theme.toDark')} onClick={() => choose(isDark ? 'light' : 'dark')}>
      {isDark ? <Sun /> : <Moon />}
    </IconButton>
  )
}
