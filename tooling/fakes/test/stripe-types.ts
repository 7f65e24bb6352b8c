import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Directive, parseSync, type Statement, type TSSignature, type TSType } from 'oxc-parser'

/** The folder of the published types: one file a resource, of the version of the API that the library pins. */
const root = join(dirname(createRequire(import.meta.url).resolve('stripe')), '..', 'esm', 'resources')

interface Declared {
  file: TypeFile
  /** The namespaces it stands in: where its own names are looked up. */
  scope: string[]
  members?: TSSignature[]
  type?: TSType
}
interface TypeFile {
  path: string
  source: string
  /** By full name: `PaymentIntent.NextAction`. */
  declared: Map<string, Declared>
  imported: Map<string, { path: string; name: string }>
}

const files = new Map<string, TypeFile>()
const open = (path: string): TypeFile => {
  const known = files.get(path)
  if (known) return known
  const source = readFileSync(path, 'utf8')
  const file: TypeFile = { path, source, declared: new Map(), imported: new Map() }
  files.set(path, file)
  const declare = (statement: Statement | Directive, scope: string[]): void => {
    const node = statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement
    if (node.type === 'TSInterfaceDeclaration')
      file.declared.set([...scope, node.id.name].join('.'), { file, scope: [...scope, node.id.name], members: node.body.body })
    if (node.type === 'TSTypeAliasDeclaration') file.declared.set([...scope, node.id.name].join('.'), { file, scope, type: node.typeAnnotation })
    if (node.type === 'TSModuleDeclaration' && node.body && 'body' in node.body) {
      const name = source.slice(node.id.start, node.id.end)
      for (const each of node.body.body) declare(each, [...scope, name])
    }
    if (node.type === 'ImportDeclaration') {
      for (const specifier of node.specifiers) {
        const name = specifier.type === 'ImportSpecifier' ? source.slice(specifier.imported.start, specifier.imported.end) : '*'
        file.imported.set(specifier.local.name, { path: join(dirname(path), node.source.value.replace(/\.js$/, '.d.ts')), name })
      }
    }
  }
  for (const statement of parseSync(path, source).program.body) declare(statement, [])
  return file
}

/** What a name means where it stands: in the namespaces around it, in the file, or imported. */
const resolve = (file: TypeFile, scope: string[], name: string): Declared | undefined => {
  for (let depth = scope.length; depth >= 0; depth--) {
    const found = file.declared.get([...scope.slice(0, depth), name].join('.'))
    if (found) return found
  }
  const [first = '', ...rest] = name.split('.')
  const from = file.imported.get(first)
  if (!from) return undefined
  return resolve(open(from.path), [], from.name === '*' ? rest.join('.') : [from.name, ...rest].join('.'))
}

const membersOf = ({ file, scope }: Declared, members: TSSignature[]) => {
  const fields = new Map<string, { isOptional: boolean; type: TSType }>()
  let index: TSType | undefined
  for (const member of members) {
    if (member.type === 'TSIndexSignature') index = member.typeAnnotation.typeAnnotation
    if (member.type !== 'TSPropertySignature' || !member.typeAnnotation) continue
    const name = file.source.slice(member.key.start, member.key.end)
    fields.set(name, { isOptional: member.optional, type: member.typeAnnotation.typeAnnotation })
  }
  return { fields, index, file, scope }
}

const checkMembers = (value: unknown, at: string, declared: Declared, members: TSSignature[]): string[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`]
  const { fields, index } = membersOf(declared, members)
  const missing = [...fields].filter(([name, { isOptional }]) => !isOptional && !(name in value)).map(([name]) => `${at}.${name} is missing`)
  const present = Object.entries(value).flatMap(([name, each]) => {
    const type = fields.get(name)?.type ?? index
    return type ? checkType(each, `${at}.${name}`, type, declared) : [`${at}.${name} does not exist`]
  })
  return [...missing, ...present]
}

const keywords: Partial<Record<TSType['type'], (value: unknown) => boolean>> = {
  TSStringKeyword: (value) => typeof value === 'string',
  TSNumberKeyword: (value) => typeof value === 'number',
  TSBooleanKeyword: (value) => typeof value === 'boolean',
  TSNullKeyword: (value) => value === null,
  TSVoidKeyword: () => false,
}

/** What is wrong with a value for a type as it is written there. */
const checkType = (value: unknown, at: string, type: TSType, where: Declared): string[] => {
  const { file, scope } = where
  const keyword = keywords[type.type]
  if (keyword) return keyword(value) ? [] : [`${at} is ${JSON.stringify(value)}`]
  switch (type.type) {
    case 'TSUnionType': {
      const attempts = type.types.map((each) => checkType(value, at, each, where))
      return attempts.find((wrong) => wrong.length === 0) ?? attempts.reduce((most, wrong) => (wrong.length > most.length ? wrong : most))
    }
    case 'TSLiteralType': {
      const text = file.source.slice(type.start, type.end).replace(/^'(.*)'$/, '"$1"')
      return JSON.stringify(value) === text ? [] : [`${at} is ${JSON.stringify(value)}, not ${text}`]
    }
    case 'TSTypeLiteral':
      return checkMembers(value, at, where, type.members)
    case 'TSIntersectionType':
      return type.types.flatMap((each) => (each.type === 'TSTypeReference' ? [] : checkType(value, at, each, where)))
    case 'TSTypeReference': {
      const name = file.source.slice(type.typeName.start, type.typeName.end)
      const [argument] = type.typeArguments?.params ?? []
      if (name === 'Decimal') return typeof value === 'string' ? [] : [`${at} is no decimal`]
      // Another value of an open enum would pass here: the published ones alone are taken.
      if (name === 'OtherString') return [`${at} is ${JSON.stringify(value)}, which is not published`]
      if (name === 'Array' && argument) return listed(value, at, argument, where)
      if (name === 'ApiList' && argument) return checkList(value, at, argument, where)
      const declared = resolve(file, scope, name)
      if (!declared) return [`${at}: nobody declares ${name}`]
      return declared.members ? checkMembers(value, at, declared, declared.members) : declared.type ? checkType(value, at, declared.type, declared) : []
    }
    default:
      return [`${at}: ${type.type} is not understood`]
  }
}
const listed = (value: unknown, at: string, type: TSType, where: Declared): string[] =>
  Array.isArray(value) ? value.flatMap((each, index) => checkType(each, `${at}[${index}]`, type, where)) : [`${at} is no array`]
const checkList = (value: unknown, at: string, type: TSType, where: Declared): string[] => {
  const { object, data, has_more, url, ...more } = (value ?? {}) as Record<string, unknown>
  const isList = object === 'list' && typeof has_more === 'boolean' && typeof url === 'string' && Object.keys(more).length === 0
  return isList ? listed(data, `${at}.data`, type, where) : [`${at} is no list`]
}

/** Where each kind of object is published. */
const kinds: Record<string, [file: string, name: string]> = {
  payment_intent: ['PaymentIntents', 'PaymentIntent'],
  charge: ['Charges', 'Charge'],
  refund: ['Refunds', 'Refund'],
  dispute: ['Disputes', 'Dispute'],
  customer: ['Customers', 'Customer'],
  product: ['Products', 'Product'],
  price: ['Prices', 'Price'],
  'checkout.session': ['Checkout/Sessions', 'Session'],
  subscription: ['Subscriptions', 'Subscription'],
  subscription_schedule: ['SubscriptionSchedules', 'SubscriptionSchedule'],
  invoice: ['Invoices', 'Invoice'],
  invoice_payment: ['InvoicePayments', 'InvoicePayment'],
  'billing_portal.session': ['BillingPortal/Sessions', 'Session'],
  'test_helpers.test_clock': ['TestHelpers/TestClocks', 'TestClock'],
}

/** What of an object is not as Stripe publishes it: fields that do not exist, are missing, or hold something else. */
export const complaintsOf = (value: unknown): string[] => {
  const { object } = value as { object: string }
  const kind = kinds[object]
  if (!kind) return [`Nobody publishes ${object}`]
  const declared = resolve(open(join(root, `${kind[0]}.d.ts`)), [], kind[1])
  return declared?.members ? checkMembers(value, object, declared, declared.members) : [`${kind[1]} is not declared`]
}

const envelope = ['account', 'api_version', 'context', 'created', 'id', 'livemode', 'object', 'pending_webhooks', 'request']
/** The same for an event: its own fields, whether there are events of that name, and whether they are about such objects. */
export const complaintsOfEvent = (value: { type: string; data: { object: { object: string } } }): string[] => {
  const file = open(join(root, 'Events.d.ts'))
  const base = resolve(file, [], 'EventBase')
  const fields = base?.members?.filter(
    (member) => member.type === 'TSPropertySignature' && envelope.includes(file.source.slice(member.key.start, member.key.end)),
  )
  const own = Object.fromEntries(Object.entries(value).filter(([name]) => !['type', 'data'].includes(name)))
  const [, published] = new RegExp(`type: '${value.type.replaceAll('.', '\\.')}';\\s+data: (\\w+)\\.Data;`).exec(file.source) ?? []
  if (!base || !fields || !published) return [`There are no events of type ${value.type}`]
  const [, subject = ''] = new RegExp(`namespace ${published} \\{\\s+interface Data extends Event\\.Data \\{\\s+object: ([\\w.]+);`).exec(file.source) ?? []
  const name = kinds[value.data.object.object]?.[1]
  const about = subject.split('.').at(-1) === name ? [] : [`${value.type} is about ${subject}, not ${name}`]
  return [...checkMembers(own, value.type, base, fields), ...about, ...complaintsOf(value.data.object)]
}
