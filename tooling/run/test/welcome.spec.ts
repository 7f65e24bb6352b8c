import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { welcome } from '../welcome.ts'

it('says where everything is, who can sign in, and what makes each part real', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pantheon-welcome-'))
  const account = { email: 'admin@pantheon.local', password: 'one-two-three', role: 'admin' }
  await writeFile(join(dataDir, 'demo-accounts.json'), JSON.stringify([account]))
  const parts = [
    { part: 'database', engine: 'SQLite file', isEmbedded: true, variable: 'DATABASE_URL' },
    { part: 'payments', engine: 'test provider', isEmbedded: true, variable: null },
    { part: 'model', engine: 'anthropic', isEmbedded: false, variable: 'ANTHROPIC_API_KEY' },
  ]
  const api = createServer((_, response) => response.end(JSON.stringify({ parts }))).listen(0, '127.0.0.1')
  await once(api, 'listening')
  const address = api.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const text = await welcome({ api: port, aifactory: 8788, pantheon: 8789 }, dataDir)

  expect(text).toContain('http://localhost:8788/ ')
  expect(text).toContain('http://localhost:8789/pantheon/')
  expect(text).toMatch(/admin@pantheon\.local\s+one-two-three\s+admin/)
  expect(text).toMatch(/what makes it real\n\s+database\s+SQLite file\s+DATABASE_URL\n\s+payments\s+test provider\n\n\s+Connected\n\s+model\s+anthropic/)
  api.close()
  await rm(dataDir, { recursive: true })
})
