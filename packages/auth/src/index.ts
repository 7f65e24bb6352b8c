export { createAuthRouter } from './accounts/accounts.router.ts'
export { type Accounts, createAccounts } from './accounts/accounts.service.ts'
export { createSessions, sessionCookieName, type Sessions } from './sessions/sessions.ts'
