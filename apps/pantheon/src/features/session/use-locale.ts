import type { Locale } from '@pantheon/contract'
import { languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** The language on the screen, as the API names it. */
export const useLocale = (): Locale => languageOf(useTranslation().i18n.language)
