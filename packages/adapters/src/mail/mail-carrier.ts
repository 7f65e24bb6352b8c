import type { MailCarrier } from '@pantheon/auth'
import { createOutbox } from './outbox.ts'
import { createSendgridCarrier } from './sendgrid.ts'
import { createSmtpCarrier } from './smtp.ts'

export interface MailSettings {
  smtpUrl: string | undefined
  sendgridApiKey: string | undefined
  sendgridApiUrl: string
  from: string
}

/** The carrier the settings ask for: SMTP before SendGrid, and without either the outbox. */
export const createMailCarrier = ({ smtpUrl, sendgridApiKey, sendgridApiUrl, from }: MailSettings): MailCarrier => {
  if (smtpUrl) return createSmtpCarrier({ url: smtpUrl, from })
  if (sendgridApiKey) return createSendgridCarrier({ apiKey: sendgridApiKey, apiUrl: sendgridApiUrl, from })
  return createOutbox()
}
