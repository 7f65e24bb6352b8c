import { type Currency, currencies, currencyDigits, parseAmount, toPlainLine } from '@pantheon/contract'
import type { ZodError } from 'zod'

/** A converted row, or the reasons why it cannot be imported. */
export type Decision<T> = { taken: T } | { reasons: readonly string[] }

/** Thrown to stop reading a row whose further errors would only repeat those found. */
class Unusable extends Error {}

/** Reads the fields of one old row and collects all errors. */
export class RowReader {
  readonly #reasons: string[] = []

  refuse(reason: string): void {
    this.#reasons.push(reason)
  }

  get isRefused(): boolean {
    return this.#reasons.length > 0
  }

  /** Stops reading if there are errors so far, because further ones would only repeat them. */
  insist(): void {
    if (this.isRefused) throw new Unusable()
  }

  end(reason: string): never {
    this.refuse(reason)
    throw new Unusable()
  }

  text(field: string, value: string | null, most: number): string {
    const text = toPlainLine(value ?? '')
    if (text === '') this.refuse(`${field} is empty`)
    if (text.length > most) this.refuse(`${field} has ${text.length} characters, more than ${most}`)
    return text
  }

  /** Parses one of `known`, in any case style (`AiJob`, `AI_JOB`, `ai-job`), or one of its aliases in the old shop. */
  oneOf<const T extends string>(field: string, value: string | null, known: readonly T[], aliases: Readonly<Record<string, T>> = {}): T | undefined {
    const name = snake(value ?? '')
    const found = known.find((each) => each === name) ?? aliases[name]
    if (found === undefined) this.refuse(name === '' ? `${field} is empty` : `unknown ${field} "${value}"`)
    return found
  }

  currency(value: string | null, fallback: Currency): Currency | undefined {
    const name = (value ?? '').trim().toUpperCase()
    const found = name === '' ? fallback : currencies.find((each) => each === name)
    if (found === undefined) this.refuse(`unknown currency "${value}"`)
    return found
  }

  /** Parses a decimal as minor units, exactly. Trailing zeros are ignored: yen may be written 980.00. */
  money(field: string, value: string | null, currency: Currency | undefined): number {
    const [, sign, whole = '', digits = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec((value ?? '').trim()) ?? []
    if (sign === undefined) this.refuse(value === null ? `${field} is empty` : `${field} "${value}" is no amount`)
    else if (sign === '-') this.refuse(`${field} ${value} is negative`)
    if (sign !== '' || currency === undefined) return 0
    const fraction = digits.replace(/0+$/, '')
    if (fraction.length > currencyDigits[currency]) {
      this.refuse(`${field} ${value} has more decimals than ${currency} has`)
      return 0
    }
    const minor = parseAmount(fraction === '' ? whole : `${whole}.${fraction}`, currency)
    if (minor === undefined) this.refuse(`${field} ${value} is too large`)
    return minor ?? 0
  }

  /** Parses a time in UTC, to the millisecond; null if there is none. */
  instant(field: string, value: string | null): Date | null {
    if (value === null) return null
    const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)\d*(?:\+00|Z)?)?$/.exec(value) ?? []
    const at = new Date(`${day}T${time ?? '00:00:00'}Z`)
    if (day === undefined || Number.isNaN(at.getTime())) this.refuse(`${field} "${value}" is no time this shop can keep`)
    return at
  }

  /** The creation time of the row, or `otherwise` if it has none. */
  madeAt(value: string | null, otherwise: Date): Date {
    return this.instant('createdAt', value) ?? otherwise
  }

  /** Parses a JSON object; undefined if there is none. Keys in snake_case are converted to camelCase. */
  json(field: string, value: string | null): Record<string, unknown> | undefined {
    if (value === null || value.trim() === '' || value.trim() === 'null') return undefined
    try {
      const parsed: unknown = JSON.parse(value)
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) this.refuse(`${field} is no JSON object`)
      else if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(parsed))) this.refuse(`${field} has characters that no database keeps`)
      else return camelKeys(parsed) as Record<string, unknown>
    } catch {
      this.refuse(`${field} is broken JSON`)
    }
    return undefined
  }

  /** Reads a row: the result, or all errors found. */
  static decide<T>(read: (row: RowReader) => T): Decision<T> {
    const row = new RowReader()
    try {
      const taken = read(row)
      return row.isRefused ? { reasons: row.#reasons } : { taken }
    } catch (error) {
      if (error instanceof Unusable) return { reasons: row.#reasons }
      throw error
    }
  }
}

/** Converts to snake_case: `AiCourseGeneration`, `AI_COURSE_GENERATION` and `ai-course-generation` become the same name. */
export const snake = (name: string): string =>
  name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()

const camelKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camelKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), camelKeys(item)]),
  )
}

/** The path and message of the first validation error. */
export const misfit = ({ issues: [first] }: ZodError): string => `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`
