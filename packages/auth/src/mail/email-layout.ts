import type { Locale } from '@pantheon/contract'

/** A mail without a recipient, as plain text and HTML. */
export interface EmailTemplate {
  subject: string
  text: string
  html: string
}

/** The content of a mail, in plain sentences. */
export interface EmailBody {
  locale: Locale
  subject: string
  greeting: string
  paragraphs: string[]
  button: { label: string; url: string }
  /** Introduces the URL for readers whose mail client shows no button. */
  fallback: string
  /** The small print at the end. */
  note: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

const fonts: Record<Locale, string> = {
  en: "-apple-system, 'Segoe UI', Inter, Roboto, Helvetica, Arial, sans-serif",
  ja: "-apple-system, 'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, sans-serif",
}
const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text)}</p>`

/**
 * Tables and inline styles, the subset that every mail client supports; no images, nothing loaded remotely. Outlook ignores
 * padding on links, so the button's padding is that of its cell.
 */
const page = ({ locale, subject, greeting, paragraphs, button, fallback, note }: EmailBody): string => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f5f9">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f9">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #dfe2ec;border-radius:12px">
<tr><td style="padding:32px;font-family:${fonts[locale]};font-size:16px;line-height:${locale === 'ja' ? '1.7' : '1.5'};color:#1b2033">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;color:#1e40af">Pantheon</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.4">${escaped(subject)}</h1>
${[greeting, ...paragraphs].map(paragraph).join('\n')}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td bgcolor="#1e40af" style="background:#1e40af;border-radius:8px;mso-padding-alt:12px 24px">
<a href="${escaped(button.url)}" style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:600;text-decoration:none">${escaped(button.label)}</a>
</td></tr></table>
<p style="margin:0 0 16px;font-size:14px;color:#525a70">${escaped(fallback)}<br><a href="${escaped(button.url)}" style="color:#1e40af;word-break:break-all">${escaped(button.url)}</a></p>
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dfe2ec;font-size:13px;color:#525a70">${escaped(note)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`

/** Renders a mail as plain text and HTML. Every value is escaped. */
export const layOut = (body: EmailBody): EmailTemplate => ({
  subject: body.subject,
  text: `${[body.greeting, ...body.paragraphs, `${body.button.label}:\n${body.button.url}`, body.note].join('\n\n')}\n`,
  html: page(body),
})
