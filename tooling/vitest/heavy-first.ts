import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The slowest test files, which start first, so that no worker is left with one while others are idle. Vitest remembers durations, but
 * on a machine without previous runs it sorts by file size, and these files are short but slow. In seconds on two cores.
 */
const seconds: Readonly<Record<string, number>> = {
  'database-faults.spec.ts': 15,
  'contract-break.spec.ts': 11,
  'invoice-series.spec.ts': 11,
  'audit.spec.ts': 10,
  'heavy-requests.spec.ts': 10,
  'database-connections.spec.ts': 10,
  'shutdown.spec.ts': 10,
  'sorted-lists.spec.ts': 9,
  'catalogue-cache.spec.ts': 9,
  'import-prisma.spec.ts': 8,
  'payment-faults.spec.ts': 8,
  'credits.spec.ts': 8,
  'catalogue-scale.spec.ts': 8,
  'crash.spec.ts': 8,
  'silent-listener.spec.ts': 7,
  'storage.spec.ts': 7,
  'import-prisma-crash.spec.ts': 7,
  'overview-scale.spec.ts': 6,
  'processes.spec.ts': 6,
  'catalogue-files.spec.ts': 6,
  'plan-news.spec.ts': 6,
  'queue.spec.ts': 5,
  'throttle.spec.ts': 5,
  'mailbox.spec.ts': 5,
}
const secondsOf = ({ moduleId }: TestSpecification): number => seconds[moduleId.slice(moduleId.lastIndexOf('/') + 1)] ?? 0
const sumOf = (files: readonly TestSpecification[]): number => files.reduce((sum, file) => sum + secondsOf(file), 0)

/**
 * Sorts by project, because the files of a project share a process: the slowest project first. Within a project the slow files come
 * first, then the others in Vitest's own order.
 */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const projects = [...new Set(sorted.map(({ project }) => project))].map((its) => sorted.filter(({ project }) => project === its))
    return projects.sort((a, b) => sumOf(b) - sumOf(a)).flatMap((its) => its.sort((a, b) => secondsOf(b) - secondsOf(a)))
  }
}
