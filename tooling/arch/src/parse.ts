import { parseSync, Visitor } from 'oxc-parser'

/** One name that a module takes from another, in the words of the import: `AppRouter`, `default`, `*`. */
export interface Reference {
  readonly specifier: string
  readonly names: readonly string[]
  /** Erased by the compiler: nothing of the other module runs. */
  readonly isTypeOnly: boolean
  readonly line: number
}

/** A source file with everything it takes from elsewhere. */
export interface Module {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly lines: number
  readonly references: readonly Reference[]
  /** It only passes on what other modules export. */
  readonly isBarrel: boolean
}

const literal = (text: string) => /^(['"`])([^'"`$]+)\1$/.exec(text)?.[2]

/** Reads the imports of one file: static, re-exported, dynamic, `require`, and types named as `import('x').T`. Throws when it cannot be parsed. */
export const parseModule = (path: string, source: string): Module => {
  const { module, program, errors } = parseSync(path, source)
  const [error] = errors
  if (error) throw new Error(`${path} cannot be read: ${error.message}`)

  const references: Reference[] = []
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length
  const add = (specifier: string | undefined, offset: number, names: readonly string[], isTypeOnly: boolean) =>
    references.push({ specifier: specifier ?? '(computed)', names, isTypeOnly, line: lineOf(offset) })

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const names = entries.map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*'))
    add(moduleRequest.value, start, names, entries.length > 0 && entries.every((entry) => entry.isType))
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, importName, isType, start } of entries) {
      if (moduleRequest) add(moduleRequest.value, start, [importName.name ?? '*'], isType)
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) add(literal(source.slice(moduleRequest.start, moduleRequest.end)), start, ['*'], false)

  new Visitor({
    CallExpression: ({ callee, arguments: [argument], start }) => {
      const name = source.slice(callee.start, callee.end)
      const specifier = argument && literal(source.slice(argument.start, argument.end))
      // `require.resolve` finds a file and runs nothing, so a computed one is no secret import.
      if (name === 'require' || (name === 'require.resolve' && specifier)) add(specifier, start, ['*'], false)
    },
    TSImportType: ({ source: from, qualifier, start }) => add(from.value, start, [qualifier ? source.slice(qualifier.start, qualifier.end) : '*'], true),
  }).visit(program)

  const passesOn = program.body.filter(
    (statement) => statement.type === 'ExportAllDeclaration' || (statement.type === 'ExportNamedDeclaration' && statement.source),
  )
  return {
    path,
    lines: source.trimEnd().split('\n').length,
    references,
    isBarrel: program.body.length > 0 && passesOn.length === program.body.length,
  }
}
