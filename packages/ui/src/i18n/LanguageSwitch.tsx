'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { languageOf } from './i18n.ts'

/** Button that switches to the other language, labelled in that language. */
export const LanguageSwitch = ({ className }: { className?: string }) => {
  const { t, i18n } = useTranslation('ui')
  const isJapanese = languageOf(i18n.language) === 'ja'
  return (
    <Button
      variant="ghost"
      size="small"
      className={className}
      lang={isJapanese ? 'en' : 'ja'}
      aria-label={t(isJapanese ? 'languageSwitch.toEnglish' : 'languageSwitch.toJapanese')}
      onClick={() => void i18n.changeLanguage(isJapanese ? 'en' : 'ja')}
    >
      {isJapanese ? 'English' : '日本語'}
    </Button>
  )
}
