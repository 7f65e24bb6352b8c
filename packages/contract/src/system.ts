import { z } from 'zod'

/** The parts of the system that have an embedded default and a real engine. */
export const partNames = ['database', 'queue', 'payments', 'model', 'estate', 'mail', 'chat', 'files', 'limits'] as const

/** What is at work for one part, and the variable that makes it real (null where no release has one yet). */
export const SystemPart = z
  .object({ part: z.enum(partNames), engine: z.string(), isEmbedded: z.boolean(), variable: z.string().nullable() })
  .meta({ id: 'SystemPart' })
export type SystemPart = z.infer<typeof SystemPart>
export const SystemParts = z.object({ parts: z.array(SystemPart) })
