/** One clean line: no control or invisible characters, no lone surrogates, single spaces. Returns `fallback` when nothing is left. */
export const oneLine = (text: string, fallback: string) =>
  text
    .replace(/[\p{Cc}\p{Surrogate}\p{Zl}\p{Zp}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim() || fallback

/** Cuts to `limit` UTF-16 units without splitting a character. */
export const clip = (text: string, limit: number) => {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length + 1 > limit) break
    kept += segment
  }
  return `${kept}…`
}

/**
 * Escapes a line of user text for Markdown (CommonMark and GFM tables, strikethrough, HTML, entities), also at the start of a paragraph,
 * where it could begin a list, a heading or a quotation.
 */
export const escapeMarkdown = (line: string) =>
  line
    .replace(/[\\`*_[\]<>&~|#$]/g, '\\$&')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')

/** Replaces `{slots}` in one pass, so that inserted text is never read as a slot. */
export const fill = (text: string, slots: Record<string, string>) => text.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot)
