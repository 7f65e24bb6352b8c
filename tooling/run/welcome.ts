import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The ports the three parts answer on. */
export interface Ports {
  readonly api: number
  readonly aifactory: number
  readonly pantheon: number
}

interface DemoAccount {
  readonly email: string
  readonly password: string
  readonly role: string
}

interface SystemPart {
  readonly part: string
  readonly engine: string
  readonly isEmbedded: boolean
  /** Undefined or null: there is no real implementation yet. */
  readonly variable?: string | null
}

const doors = [
  { app: 'aifactory', title: 'AIFactory', path: '/', what: 'the shop' },
  { app: 'pantheon', title: 'Pantheon', path: '/pantheon/', what: 'the dashboard' },
  { app: 'api', title: 'API', path: '/docs', what: 'REST and tRPC' },
  { app: 'api', title: 'Outbox', path: '/dev/mail', what: 'the mail that was sent' },
] as const

const inColumns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  )
}

const section = (title: string, rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ['', `  ${title}`, ...inColumns(rows).map((line) => `    ${line}`)]

const demoAccounts = async (dataDir: string): Promise<DemoAccount[]> =>
  JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8').catch(() => '[]'))

const systemParts = async (port: number): Promise<SystemPart[]> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/system`).catch(() => undefined)
  if (!response?.ok) return []
  const system: { parts: SystemPart[] } = JSON.parse(await response.text())
  return system.parts
}

/** The text that `npm run dev` prints: addresses, demo accounts, and the embedded parts with the variables that replace them. */
export const welcome = async (ports: Ports, dataDir: string): Promise<string> => {
  const [accounts, parts] = await Promise.all([demoAccounts(dataDir), systemParts(ports.api)])
  const rowsOf = (isEmbedded: boolean) =>
    parts.filter((part) => part.isEmbedded === isEmbedded).map(({ part, engine, variable }) => [part, engine, variable ?? ''])
  return [
    ...section(
      'Pantheon is running. Ctrl-C ends it.',
      doors.map(({ app, title, path, what }) => [title, `http://localhost:${ports[app]}${path}`, what]),
    ),
    ...section(
      'Demo accounts',
      accounts.map(({ email, password, role }) => [email, password, role]),
    ),
    ...section('Embedded, and what makes it real', rowsOf(true)),
    ...section('Connected', rowsOf(false)),
    '',
  ].join('\n')
}
