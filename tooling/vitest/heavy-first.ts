import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest begins first, so that no worker is left with it while the others have nothing to do. Vitest remembers how long
 * files took, but not on a machine that has not run them yet; there it goes by the size of a file, and these are short and slow.
 * In seconds on two cores.
 */
const seconds: Readonly<Record<string, number>> = {
  'payment-faults.spec.ts': 60,
  'garbage.spec.ts': 50,
  'contract-break.spec.ts': 30,
  'credits.spec.ts': 25,
  'crash.spec.ts': 25,
  'import-prisma-crash.spec.ts': 20,
  'parity.spec.ts': 20,
  'idempotency-crash.spec.ts': 15,
  'money-model.spec.ts': 15,
  'notifications-chat.spec.ts': 15,
  'approvals.spec.ts': 15,
  'stripe.spec.ts': 15,
}
const secondsOf = ({ moduleId }: TestSpecification): number => seconds[moduleId.slice(moduleId.lastIndexOf('/') + 1)] ?? 0

/** Room by room, because a room's files share a process; in each the heavy ones first, the others in Vitest's own order. */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rooms = [...new Set(sorted.map(({ project }) => project))]
    return rooms.flatMap((room) => sorted.filter(({ project }) => project === room).sort((a, b) => secondsOf(b) - secondsOf(a)))
  }
}
