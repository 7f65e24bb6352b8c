export { approvalOutcomes, createGovernanceModule } from './governance.module.ts'
export { createGovernanceRouter } from './governance.router.ts'
export type { GovernanceServices } from './governance.types.ts'
export { findHolders, findNames } from './people/people.repo.ts'
