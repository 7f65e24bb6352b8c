'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

/** Yen with its common sign: Japanese data has one of full width, which is a gap in a line. */
export const halfWidthYen = (formatted: string): string => formatted.replace('\uffe5', '¥')

/** An amount as the wire has it (`"99.99"`, `"980"`) in the reader's notation; yen without decimals. */
export const formatMoney = (amount: string, currency: string, language: string): string =>
  halfWidthYen(new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount)))

/** Money, in figures of equal width. */
export const Money = ({ amount, currency, className }: { amount: string; currency: string; className?: string }) => {
  const { i18n } = useTranslation('ui')
  return <span className={cn('whitespace-nowrap tabular-nums', className)}>{formatMoney(amount, currency, i18n.language)}</span>
}
