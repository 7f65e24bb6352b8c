import { parseSync, Visitor } from 'oxc-parser'

/** zod methods that derive a schema from another. */
const derivations = new Set(['strict', 'loose', 'passthrough', 'catchall', 'extend', 'safeExtend', 'partial', 'required', 'omit'])

/**
 * Lines on which a function derives a schema, such as `schema.strict()`. zod compiles every schema at its first use, so one that is
 * derived on each call costs more than the validation itself.
 */
export const derivedPerCall = (path: string, source: string): number[] => {
  const lines: number[] = []
  let depth = 0
  const enter = (): void => {
    depth += 1
  }
  const leave = (): void => {
    depth -= 1
  }
  new Visitor({
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    CallExpression: ({ callee, start }) => {
      if (depth === 0 || callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      if (derivations.has(callee.property.name)) lines.push(source.slice(0, start).split('\n').length)
    },
  }).visit(parseSync(path, source).program)
  return lines
}
