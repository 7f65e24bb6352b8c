import { parseSync, Visitor } from 'oxc-parser'

/** What makes a schema of a schema. */
const derivations = new Set(['strict', 'loose', 'passthrough', 'catchall', 'extend', 'safeExtend', 'partial', 'required', 'omit'])

/**
 * Lines on which a function derives a schema: `schema.strict()`. zod compiles every schema when it is first used, so one that is
 * derived for each call costs more than what it checks.
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
