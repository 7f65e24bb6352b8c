import type { AuditEntry } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { fileNameOf, toCsv, toJsonLines } from '../src/audit/audit-file.ts'

const entry: AuditEntry = {
  seq: 1,
  id: '01890000-0000-7000-8000-000000000001',
  at: '2026-07-01T08:00:00.000Z',
  actorId: null,
  actorName: null,
  action: 'order.placed',
  resourceType: 'order',
  resourceId: null,
  address: '192.0.2.7',
  userAgent: null,
  requestId: null,
  beforeDigest: null,
  afterDigest: null,
  prevHash: '0'.repeat(64),
  hash: 'f'.repeat(64),
}

/** Reads RFC 4180 and nothing else. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  for (const [whole, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (whole === '') break
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('An audit log as CSV', () => {
  it('begins with a byte order mark and a line of names, and ends every line as RFC 4180 has it', () => {
    const text = toCsv([entry, entry])
    expect(text.startsWith('\ufeffseq,at,action,')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(4)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(new Set(readCsv(text.slice(1)).map((row) => row.length))).toEqual(new Set([Object.keys(entry).length + 3]))
  })

  const nasty = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
    '=HYPERLINK("http://x";"y")',
    '"=1',
    'a,b',
    'a"b',
    'two\r\nlines',
    ' =1',
    '日本語',
    '',
  ]
  it.each(nasty)('has no formula in it, and gives %j back', (value) => {
    const apiKey = { id: entry.id, name: value, prefix: 'pk_abc' }
    const [names = [], row = []] = readCsv(toCsv([{ ...entry, userAgent: value, actorName: value, apiKey }]).slice(1))
    for (const name of ['userAgent', 'actorName', 'keyName']) {
      const cell = row[names.indexOf(name)] ?? ''
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      expect(cell.replace(/^'/, '')).toBe(value)
    }
  })
})

describe('An audit log as JSON Lines', () => {
  const checkpoint = { organizationId: entry.id, seq: 1, hash: entry.hash, at: entry.at, kid: 'k', signature: '5' }

  it('is an entry a line, whatever is in it, and the signed checkpoint last', () => {
    const tricky = { ...entry, userAgent: 'a\nb\u2028c"' }
    const lines = toJsonLines([entry, tricky], checkpoint, true).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line))).toEqual([entry, tricky, { ...checkpoint, entries: 2, isComplete: true }])
  })
})

describe("The file's name", () => {
  it('says the day, and how many entries there are when that is not all', () => {
    const at = new Date('2026-07-01T23:59:59Z')
    expect([fileNameOf('csv', at, 3, true), fileNameOf('jsonl', at, 50_000, false)]).toEqual(['audit-2026-07-01.csv', 'audit-2026-07-01-newest-50000.jsonl'])
  })
})
