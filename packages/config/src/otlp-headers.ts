import { z } from 'zod'

/** True for a percent-encoded value that decodes to a valid header value. */
const canDecode = (text: string): boolean => {
  try {
    return !/[^\t\x20-\x7e]/.test(decodeURIComponent(text))
  } catch {
    return false
  }
}

/**
 * `key=value` pairs, comma-separated, with percent-encoded values, as in OTEL_EXPORTER_OTLP_HEADERS. The message must not contain the
 * input, which may be secret.
 */
export const otlpHeaders = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .filter((pair) => pair.trim() !== '')
      .map((pair) => /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/.exec(pair)?.slice(1) ?? []),
  )
  .refine((pairs) => pairs.every(([name, value]) => name !== undefined && canDecode(value ?? '')), 'key=value pairs, comma-separated')
  .transform((pairs) => Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)])))
