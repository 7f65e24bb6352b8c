import { orderInputs } from '@pantheon/contract'
import type { OpenAPIObject } from 'trpc-to-openapi'
import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema

/** Each schema once, with the categories whose products ask for it: the same for two of them would make `oneOf` ambiguous. */
const categoriesBySchema = (): Map<z.ZodType, string[]> => {
  const found = new Map<z.ZodType, string[]>()
  for (const [category, schema] of Object.entries(orderInputs)) found.set(schema, [...(found.get(schema) ?? []), category])
  return found
}

const formOf = ([schema, categories]: [z.ZodType, string[]]): Schema => {
  const { $ref, $defs, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema
  // A schema that has a name of its own comes as a reference to it.
  const { $schema: _, id: __, ...form } = ($ref === undefined ? own : ($defs?.[$ref.replace('#/$defs/', '')] ?? {})) as Schema
  return { title: categories.join(', '), description: `For a product of ${categories.length > 1 ? 'these categories' : 'this category'}`, ...form }
}

/** Says what an order's `input` holds for each category of product; the procedure takes any and checks it with the product at hand. */
export const describeOrderInput = (document: OpenAPIObject): void => {
  const body = document.paths?.['/orders']?.post?.requestBody as { content: Record<string, { schema: Schema }> } | undefined
  const properties = body?.content['application/json']?.schema.properties
  if (properties)
    properties.input = { description: 'What the agent or the person who fulfils the order needs to know', oneOf: [...categoriesBySchema()].map(formOf) }
}
