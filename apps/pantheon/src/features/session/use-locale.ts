import type { Locale } from '@pantheon/contract'
import { languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** The current language as the API's locale. */
export const useLocale = (): Locale => languageOf(useTranslation().i18n.language)
