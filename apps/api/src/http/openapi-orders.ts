import { orderInputs } from '@pantheon/contract'
import type { OpenAPIObject } from 'trpc-to-openapi'
import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema

/** Each schema once, with the categories that use it: the same schema twice would make `oneOf` ambiguous. */
const categoriesBySchema = (): Map<z.ZodType, string[]> => {
  const found = new Map<z.ZodType, string[]>()
  for (const [category, schema] of Object.entries(orderInputs)) found.set(schema, [...(found.get(schema) ?? []), category])
  return found
}

const formOf = ([schema, categories]: [z.ZodType, string[]]): Schema => {
  const { $ref, $defs, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema
  // A named schema is generated as a reference.
  const { $schema: _, id: __, ...form } = ($ref === undefined ? own : ($defs?.[$ref.replace('#/$defs/', '')] ?? {})) as Schema
  return { title: categories.join(', '), description: `For a product of ${categories.length > 1 ? 'these categories' : 'this category'}`, ...form }
}

/** Describes an order's `input` for each product category; the procedure accepts any and validates it once the product is known. */
export const describeOrderInput = (document: OpenAPIObject): void => {
  const body = document.paths?.['/orders']?.post?.requestBody as { content: Record<string, { schema: Schema }> } | undefined
  const properties = body?.content['application/json']?.schema.properties
  if (properties)
    properties.input = { description: 'What the agent or the person who fulfils the order needs to know', oneOf: [...categoriesBySchema()].map(formOf) }
}
