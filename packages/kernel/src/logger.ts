/** What a service needs of a logger; pino satisfies it. Fields first, then a short sentence. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
