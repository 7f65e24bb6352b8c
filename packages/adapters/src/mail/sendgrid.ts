import type { MailTransport } from '@pantheon/auth'
import { MailTransportError } from './mail-transport-error.ts'

export interface SendgridSettings {
  apiKey: string
  /** https://api.sendgrid.com, or its European endpoint. */
  apiUrl: string
  /** `Name <address>`. */
  from: string
  timeoutMs?: number
}

const senderOf = (from: string): { email: string; name?: string } => {
  const [, name = '', email = from] = /^(.*)<([^<>]+)>$/.exec(from) ?? []
  return name.trim() ? { email, name: name.trim() } : { email }
}

/** SendGrid's v3 API (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send). */
export const createSendgridTransport = ({ apiKey, apiUrl, from, timeoutMs = 30_000 }: SendgridSettings): MailTransport => ({
  name: 'SendGrid',
  isEmbedded: false,
  send: async ({ id, to, subject, text, html }) => {
    const body = {
      personalizations: [{ to: [{ email: to }], custom_args: { mail_id: id } }],
      from: senderOf(from),
      subject,
      // The plain text comes first: parts are in ascending order of preference.
      content: [
        { type: 'text/plain', value: text },
        { type: 'text/html', value: html },
      ],
      // Link tracking would send every secret in a mail through SendGrid's redirects.
      tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
    }
    const response = await fetch(`${apiUrl}/v3/mail/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new MailTransportError(error instanceof Error ? error.name : 'unknown')
    })
    await response.body?.cancel()
    if (response.status !== 202) throw new MailTransportError(String(response.status))
  },
  close: async () => undefined,
})
