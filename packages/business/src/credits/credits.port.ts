import type { CreditWork } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'

/** What jobs were for, whoever did them. Those that the scope does not hold are left out. */
export type WorkOf = (scope: Scope, jobIds: readonly string[]) => Promise<(CreditWork & { jobId: string })[]>
