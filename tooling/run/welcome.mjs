// The one block `npm run dev` prints.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const doors = [
  { app: 'aifactory', title: 'AIFactory', path: '/', what: 'the shop' },
  { app: 'pantheon', title: 'Pantheon', path: '/pantheon/', what: 'the dashboard' },
  { app: 'api', title: 'API', path: '/docs', what: 'REST and tRPC' },
]

const columns = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  return rows.map((row) =>
    row
      .map((cell, column) => String(cell).padEnd(widths[column]))
      .join('   ')
      .trimEnd(),
  )
}

const section = (title, rows) => (rows.length === 0 ? [] : ['', `  ${title}`, ...columns(rows).map((line) => `    ${line}`)])

const demoAccounts = async (dataDir) => {
  const text = await readFile(join(dataDir, 'demo-accounts.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}

const systemParts = async (port) => {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/system`).catch(() => undefined)
  return response?.ok ? (await response.json()).parts : []
}

/** Where everything is, who can sign in, what is embedded and which variable makes each part real. */
export const welcome = async ({ apps, dataDir }) => {
  const portOf = (name) => apps.find((app) => app.name === name).port
  const [accounts, parts] = await Promise.all([demoAccounts(dataDir), systemParts(portOf('api'))])
  const embedded = parts.filter((part) => part.isEmbedded)
  const real = parts.filter((part) => !part.isEmbedded)
  return [
    ...section(
      'Pantheon is running. Ctrl-C ends it.',
      doors.map(({ app, title, path, what }) => [title, `http://localhost:${portOf(app)}${path}`, what]),
    ),
    ...section(
      'Demo accounts',
      accounts.map((account) => [account.email, account.password, account.role]),
    ),
    ...section(
      'Embedded, and what makes it real',
      embedded.map((part) => [part.part, part.engine, part.variable]),
    ),
    ...section(
      'Connected',
      real.map((part) => [part.part, part.engine, part.variable]),
    ),
    '',
  ].join('\n')
}
