/** A mail was not accepted. `code` is the reason and safe to log: it contains no part of the mail. */
export class MailTransportError extends Error {
  override readonly name = 'CarrierError'
  constructor(readonly code: string) {
    super(`The mail was not handed over: ${code}`)
  }
}
