'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

/** Replaces the full-width yen sign of Japanese locale data, which leaves a gap in a line. */
export const halfWidthYen = (formatted: string): string => formatted.replace('\uffe5', '¥')

/** Formats an amount in the wire format (`"99.99"`, `"980"`) for a language; yen without decimals. */
export const formatMoney = (amount: string, currency: string, language: string): string =>
  halfWidthYen(new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount)))

/** An amount of money, in tabular figures. */
export const Money = ({ amount, currency, className }: { amount: string; currency: string; className?: string }) => {
  const { i18n } = useTranslation('ui')
  return <span className={cn('whitespace-nowrap tabular-nums', className)}>{formatMoney(amount, currency, i18n.language)}</span>
}
