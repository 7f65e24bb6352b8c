/** The logger interface of services; pino satisfies it. Fields first, then a short message. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
