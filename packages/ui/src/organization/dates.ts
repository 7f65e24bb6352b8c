import { useTranslation } from 'react-i18next'

const dayMs = 86_400_000

/** Whole days from now until an instant; a day that has begun counts. */
export const daysUntil = (at: string, now = Date.now()): number => Math.max(0, Math.ceil((new Date(at).getTime() - now) / dayMs))

/** A date, or a date and time, in the reader's notation. */
export const useDates = () => {
  const { i18n } = useTranslation('ui')
  return {
    date: (at: string) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(new Date(at)),
    exact: (at: string) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at)),
  }
}
