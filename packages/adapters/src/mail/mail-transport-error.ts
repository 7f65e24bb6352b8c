/** A mail was not handed over. `code` says why and is safe to log: it never quotes the mail. */
export class MailTransportError extends Error {
  override readonly name = 'CarrierError'
  constructor(readonly code: string) {
    super(`The mail was not handed over: ${code}`)
  }
}
