import type { CreditWork } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'

/** What jobs were for, of any agent. Jobs outside the scope are left out. */
export type WorkOf = (scope: Scope, jobIds: readonly string[]) => Promise<(CreditWork & { jobId: string })[]>
