export { createAuthRouter } from './accounts/accounts.router.ts'
export { type Accounts, createAccounts } from './accounts/accounts.service.ts'
export { createSessions, type Sessions, sessionCookieName } from './sessions/sessions.ts'
