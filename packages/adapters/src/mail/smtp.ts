import type { MailTransport } from '@pantheon/auth'
import { createTransport } from 'nodemailer'
import { MailTransportError } from './mail-transport-error.ts'

export interface SmtpSettings {
  /** smtp://user:password@host:port, or smtps://. */
  url: string
  /** `Name <address>`. */
  from: string
  /** Timeout of each step of the SMTP session. */
  timeoutMs?: number
}

const domainOf = (from: string): string => /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'

const codeOf = (error: unknown): string => {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  return [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown'
}

/** Any mail server, over SMTP, encrypted whenever the server offers it. */
export const createSmtpTransport = ({ url, from, timeoutMs = 30_000 }: SmtpSettings): MailTransport => {
  const transport = createTransport(
    { url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true },
    { from },
  )
  return {
    name: 'SMTP',
    isEmbedded: false,
    send: async ({ id, to, subject, text, html }) => {
      // An object, so that an address cannot be parsed as several.
      const mail = {
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domainOf(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      }
      await transport.sendMail(mail).catch((error: unknown) => {
        // The server's message may quote the mail, and with it a secret.
        throw new MailTransportError(codeOf(error))
      })
    },
    close: async () => transport.close(),
  }
}
