import { closeUp, sentenceGap } from '../i18n/spacing.ts'

/** Formats seconds in at most two units: "45 sec", "3 min 20 sec", "2 hr 5 min". */
export const formatDuration = (seconds: number, language: string): string => {
  const part = (value: number, unit: 'second' | 'minute' | 'hour', maximumFractionDigits = 0): string =>
    closeUp(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(value), language)
  if (seconds < 60) return part(seconds, 'second', seconds < 10 ? 1 : 0)
  const whole = Math.round(seconds)
  const [big, small] = whole < 3600 ? (['minute', 'second'] as const) : (['hour', 'minute'] as const)
  const [count, rest] = whole < 3600 ? [Math.floor(whole / 60), whole % 60] : [Math.floor(whole / 3600), Math.round((whole % 3600) / 60)]
  return rest === 0 ? part(count, big) : `${part(count, big)}${sentenceGap(language)}${part(rest, small)}`
}
