import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

const root = resolve(import.meta.dirname, '../../..')

/** The shop's routes by file names: `orders.$orderId.tsx` → `/orders/$orderId`. A layout of other routes is not a page. */
export const shopRoutesOf = (files: readonly string[]): string[] => {
  const names = files.map((file) => file.replace(/\.tsx$/, '')).filter((name) => name !== '__root')
  const isLayout = (name: string) => names.some((other) => other.startsWith(`${name}.`))
  return names
    .filter((name) => !isLayout(name))
    .map(
      (name) =>
        `/${name
          .split('.')
          .map((part) => part.replace(/_$/, ''))
          .join('/')}`.replace(/\/?index$/, '') || '/',
    )
}

/** The dashboard's routes by file names: `(desk)/orders/page.tsx` → `/pantheon/orders`. Route groups in parentheses are not part of the path. */
export const deskRoutesOf = (files: readonly string[]): string[] =>
  files
    .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
    .map((file) => ['/pantheon', ...file.split('/').slice(0, -1)].filter((part) => !/^\(.*\)$/.test(part)).join('/'))

/** The path in every `path` property of the list called `places`, without its query; template expressions become `*`. */
export const addressesOf = (source: string): string[] => {
  const { program, errors } = parseSync('places.ts', source)
  if (errors[0]) throw new Error(`The list of places cannot be read: ${errors[0].message}`)
  const addresses: string[] = []
  let list = { start: 0, end: 0 }
  // Parents are visited before their children, so the list is found before its elements.
  new Visitor({
    VariableDeclarator: ({ id, start, end }) => {
      if (id.type === 'Identifier' && id.name === 'places') list = { start, end }
    },
    Property: ({ key, value, start, end }) => {
      if (start < list.start || end > list.end || key.type !== 'Identifier' || key.name !== 'path') return
      const said = value.type === 'ArrowFunctionExpression' ? value.body : value
      if (said.type === 'Literal' && typeof said.value === 'string') addresses.push(said.value)
      else if (said.type === 'TemplateLiteral') addresses.push(said.quasis.map((quasi) => quasi.value.cooked).join('*'))
      else throw new Error(`A path is neither a text nor a template: ${source.slice(start, end)}`)
    },
  }).visit(program)
  return addresses.map((address) => address.replace(/\?.*$/, '').replace(/(?<=.)\/$/, ''))
}

const parts = (path: string) => path.split('/')
const isOpen = (part: string) => part.startsWith('$')
const fits = (route: string, address: string) => {
  const said = parts(address)
  return parts(route).length === said.length && parts(route).every((part, index) => (isOpen(part) ? said[index] !== '' : part === said[index]))
}

/** The routes that no path matches. A path belongs to its most specific route: `/products/new` does not match `/products/$id`. */
export const unseenOf = (routes: readonly string[], addresses: readonly string[]): string[] => {
  const openParts = (route: string) => parts(route).filter(isOpen).length
  const seen = new Set(addresses.map((address) => routes.filter((route) => fits(route, address)).toSorted((a, b) => openParts(a) - openParts(b))[0]))
  return routes.filter((route) => !seen.has(route))
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.tsx'))

/** The routes of all pages of both apps. */
export const readRoutes = (): string[] => [...shopRoutesOf(filesIn('apps/aifactory/src/routes')), ...deskRoutesOf(filesIn('apps/pantheon/src/app'))].toSorted()

/** The pages of operators that browser tests open with an unavailable or slow server and in narrow windows. */
export const readOperatorPages = (): string[] => {
  const source = readFileSync(join(root, 'tooling/e2e/src/operator-pages.ts'), 'utf8')
  return [...source.matchAll(/'([^']*)'/g)].map(([, path = '']) =>
    `${path.startsWith('/') ? '' : '/pantheon/'}${path}`.replace(/\?.*$/, '').replace(/(?<=.)\/$/, ''),
  )
}

/** The paths that browser tests open in both themes and languages. */
export const readAddresses = (): string[] => addressesOf(readFileSync(join(root, 'tooling/e2e/journeys/pages.spec.ts'), 'utf8'))
