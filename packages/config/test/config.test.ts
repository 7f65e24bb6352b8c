import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, envExample, readConfig } from '../src/index.ts'

describe('Configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ port: 8787, databaseUrl: '.data/pantheon.db', role: 'all', seedDemo: false, logLevel: 'info', isProduction: false })
  })
  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8787, databaseUrl: '.data/pantheon.db' })
  })
  it('reads what it is given', () => {
    const env = {
      PORT: '9000',
      DATABASE_URL: 'postgres://x/y',
      ROLE: 'worker',
      SEED_DEMO: '1',
      ALLOWED_ORIGINS: 'http://a:1, http://b:2',
      NODE_ENV: 'production',
    }
    expect(readConfig(env)).toMatchObject({
      port: 9000,
      databaseUrl: 'postgres://x/y',
      role: 'worker',
      seedDemo: true,
      allowedOrigins: ['http://a:1', 'http://b:2'],
      isProduction: true,
    })
  })
  it('lists every mistake at once', () => {
    const read = () => readConfig({ PORT: 'eight', ROLE: 'boss', MODEL: 'gpt' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/PORT[\s\S]*ROLE[\s\S]*MODEL/)
  })
  it('.env.example says the same', () => {
    expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample())
  })
})
