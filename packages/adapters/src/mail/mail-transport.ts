import type { MailTransport } from '@pantheon/auth'
import { createOutbox } from './outbox.ts'
import { createSendgridTransport } from './sendgrid.ts'
import { createSmtpTransport } from './smtp.ts'

export interface MailSettings {
  smtpUrl: string | undefined
  sendgridApiKey: string | undefined
  sendgridApiUrl: string
  from: string
}

/** The transport selected by the settings: SMTP before SendGrid, and without either the outbox. */
export const createMailTransport = ({ smtpUrl, sendgridApiKey, sendgridApiUrl, from }: MailSettings): MailTransport => {
  if (smtpUrl) return createSmtpTransport({ url: smtpUrl, from })
  if (sendgridApiKey) return createSendgridTransport({ apiKey: sendgridApiKey, apiUrl: sendgridApiUrl, from })
  return createOutbox()
}
