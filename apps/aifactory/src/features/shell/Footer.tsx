import { measureClass } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

export const Footer = () => {
  const { t } = useTranslation()
  const linkClass = 'underline-offset-4 hover:text-ink hover:underline'
  return (
    <footer className="border-t">
      <div className={`${measureClass} flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-6 text-13 text-ink-faint md:px-6`}>
        <p>{t('footer.line')}</p>
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <a href="/pantheon/" className={linkClass}>
            {t('footer.agents')}
          </a>
          <a href="/docs" className={linkClass}>
            {t('nav.docs')}
          </a>
        </p>
      </div>
    </footer>
  )
}
