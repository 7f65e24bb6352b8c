import type { Page, Task } from '@pantheon/contract'
import type { JobAgent, JobDefinition } from '@pantheon/runtime'
import { z } from 'zod'

const DocumentRequest = z.object({ brief: z.string().startsWith('Write') })
type DocumentRequest = z.infer<typeof DocumentRequest>
const DocumentOutput = z.object({ tasks: z.array(z.string()) })
type DocumentOutput = z.infer<typeof DocumentOutput>
const DocumentStep = z.object({ page: z.int() })
type DocumentStep = z.infer<typeof DocumentStep>

/** Begins a task that the brief names, and tells of those it finds; asked about orders, it looks for what it may not see. */
const documentJob: JobDefinition<'document', DocumentRequest, { brief: string }, DocumentOutput, DocumentStep> = {
  type: 'document',
  request: DocumentRequest,
  toInput: ({ brief }) => ({ brief }),
  input: z.object({ brief: z.string() }),
  output: DocumentOutput,
  step: DocumentStep,
  describe: ({ input }) => ({ task: 'write_document', title: input.brief, subject: null }),
  run: async (ctx) => {
    await ctx.commit({ percent: 50, step: { page: 1 } }, async () => {})
    if (ctx.input.brief.includes('orders')) await ctx.tool('business.orders.list', {})
    if (ctx.input.brief.includes('sign-in')) await ctx.tool('auth.session', undefined)
    const { items } = await ctx.tool<Page<Task>>('agents.tasks.list', {})
    for (const { id, version } of items) {
      if (ctx.input.brief.includes(id)) await ctx.step(`begin:${id}`, () => ctx.tool('agents.tasks.update', { id, version, status: 'in_progress' }))
    }
    return { tasks: items.map(({ title }) => title) }
  },
}

/** A second agent, as whoever adds one writes it: a manifest and what its jobs do. */
export const documentAgent: JobAgent = {
  manifest: { key: 202, name: 'DocumentGeneratorAgent', permissions: ['task:read', 'task:manage'], fulfils: ['ai_document_generation'] },
  engine: { engine: 'typewriter', isOffline: true },
  jobs: [documentJob],
}
