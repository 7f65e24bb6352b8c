import { z } from 'zod'

/** Parts of the system with an embedded default and an external engine. */
export const partNames = ['database', 'queue', 'payments', 'model', 'estate', 'mail', 'chat', 'files', 'limits'] as const

/** The engine in use for one part, and the variable that configures the external one (null where this release has none). */
export const SystemPart = z
  .object({ part: z.enum(partNames), engine: z.string(), isEmbedded: z.boolean(), variable: z.string().nullable() })
  .meta({ id: 'SystemPart' })
export type SystemPart = z.infer<typeof SystemPart>
export const SystemParts = z.object({ parts: z.array(SystemPart) })
