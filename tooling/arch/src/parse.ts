import { parseSync, Visitor } from 'oxc-parser'

/** One import of a module. */
export interface Reference {
  readonly specifier: string
  /** Erased by the compiler, so the other module is not loaded. */
  readonly isTypeOnly: boolean
  readonly line: number
}

/** A source file with its imports and the facts that rules check. */
export interface Module {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string
  readonly lines: number
  readonly references: readonly Reference[]
  /** Lines that read the machine's clock: `new Date()`, `Date()`, `Date.now()`, and `now()` or `current_timestamp` in SQL. */
  readonly clockReads: readonly number[]
  /** The arguments of `.limit(…)` calls. */
  readonly limits: readonly { readonly line: number; readonly argument: string }[]
  /** Lines where SQL searches or sorts a text itself instead of its key: `lower()`, `upper()`, `like`, and `.orderBy()` of a name. */
  readonly textReads: readonly number[]
  /** The source text of arguments that are parsed as a URL, except literals and files relative to the module. */
  readonly urlReads: readonly { readonly line: number; readonly argument: string }[]
  /** It only re-exports. */
  readonly isBarrel: boolean
}

type Span = { readonly start: number; readonly end: number }

const literal = (text: string) => /^(['"`])([^'"`$]+)\1$/.exec(text)?.[2]

/** Columns with user-supplied text. */
const sortsText = /\.(?:name|title|email|description|label|sku)\b/

/** Functions that parse a URL or convert a domain to Punycode, besides `new URL`; zod's URL check is one. */
const parsesUrl = /^(?:URL\.(?:canParse|parse)|domainTo(?:ASCII|Unicode)|punycode\.to(?:ASCII|Unicode)|z\.(?:url|httpUrl)|z\b.*\.url)$/s

/** Reads the imports of one file: static, re-exported, dynamic, `require`, and types named as `import('x').T`. Throws when it cannot be parsed. */
export const parseModule = (path: string, source: string): Module => {
  const { module, program, errors } = parseSync(path, source)
  const [error] = errors
  if (error) throw new Error(`${path} cannot be read: ${error.message}`)

  const references: Reference[] = []
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length
  const add = (specifier: string | undefined, offset: number, isTypeOnly: boolean) =>
    references.push({ specifier: specifier ?? '(computed)', isTypeOnly, line: lineOf(offset) })

  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, start, entries.length > 0 && entries.every((entry) => entry.isType))
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, start } of entries) {
      if (moduleRequest) add(moduleRequest.value, start, isType)
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) add(literal(source.slice(moduleRequest.start, moduleRequest.end)), start, false)

  const clockReads: number[] = []
  const limits: Module['limits'][number][] = []
  const readsClock = (offset: number) => clockReads.push(lineOf(offset))
  const isSqlClock = (text: string) => /\b(?:now|clock_timestamp|statement_timestamp|unixepoch)\(\)|\bcurrent_timestamp\b/i.test(text)

  const textReads: number[] = []
  const readsText = (text: string) => /\b(?:lower|upper)\(|\bi?like\b/i.test(text)

  const urlReads: Module['urlReads'][number][] = []
  const readsUrl = (given: readonly Span[], offset: number) => {
    const [argument = '', base] = given.map((one) => source.slice(one.start, one.end))
    if (literal(argument) === undefined && base !== 'import.meta.url') urlReads.push({ line: lineOf(offset), argument })
  }

  new Visitor({
    NewExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === 'Identifier' && callee.name === 'URL') readsUrl(given, start)
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) readsClock(start)
    },
    TemplateElement: ({ value, start }) => {
      if (isSqlClock(value.raw)) readsClock(start)
      if (readsText(value.raw)) textReads.push(lineOf(start))
    },
    Literal: ({ value, start }) => {
      if (typeof value === 'string' && isSqlClock(value)) readsClock(start)
    },
    CallExpression: ({ callee, arguments: given, start }) => {
      const [argument] = given
      const name = source.slice(callee.start, callee.end)
      if (name === 'Date.now' || name === 'Date') readsClock(start)
      if (parsesUrl.test(name)) readsUrl(given, start)
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'limit' && argument)
        limits.push({ line: lineOf(argument.start), argument: source.slice(argument.start, argument.end) })
      const isSortedByText = name.endsWith('.orderBy') && given.some((one) => sortsText.test(source.slice(one.start, one.end)))
      if (name === 'like' || name === 'ilike' || isSortedByText) textReads.push(lineOf(start))
      const specifier = argument && literal(source.slice(argument.start, argument.end))
      // `require.resolve` finds a file but does not run it, so a computed argument is not a hidden import.
      if (name === 'require' || (name === 'require.resolve' && specifier)) add(specifier, start, false)
    },
    TSImportType: ({ source: from, start }) => add(from.value, start, true),
  }).visit(program)

  const passesOn = program.body.filter(
    (statement) => statement.type === 'ExportAllDeclaration' || (statement.type === 'ExportNamedDeclaration' && statement.source),
  )
  return {
    path,
    lines: source.trimEnd().split('\n').length,
    references,
    clockReads,
    limits,
    textReads,
    urlReads,
    isBarrel: program.body.length > 0 && passesOn.length === program.body.length,
  }
}
