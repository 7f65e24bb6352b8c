import { describe, expect, it } from 'vitest'
import { coverageTable } from '../coverage-table.ts'

const linesOf = (table: string, start: string) => table.split('\n').filter((line) => line.trimStart().startsWith(start))

describe('The table of coverage', () => {
  const table = coverageTable([
    { path: 'apps/api/src/a.ts', total: 100, covered: 90 },
    { path: 'packages/db/src/a.ts', total: 50, covered: 20 },
    { path: 'packages/db/src/b.ts', total: 50, covered: 50 },
    { path: 'apps/aifactory/src/a.tsx', total: 200, covered: 10 },
    { path: 'packages/ui/src/a.tsx', total: 0, covered: 0 },
  ])

  it('adds up rooms, and the server and the web apps each beside their target', () => {
    expect(linesOf(table, 'Server')).toEqual([expect.stringMatching(/^Server +160 +200 +80\.0 % +target 80 %, reached$/)])
    expect(linesOf(table, 'packages/db')).toEqual([expect.stringMatching(/ 70 +100 +70\.0 %$/)])
    expect(linesOf(table, 'Web apps')).toEqual([expect.stringMatching(/^Web apps +10 +200 +5\.0 % +target 70 %, not reached$/)])
    expect(linesOf(table, 'packages/ui')).toEqual([expect.stringMatching(/ 0 +0 +–$/)])
  })

  it('says what it does not count', () => expect(table).toContain('journeys in Chromium'))

  it('claims nothing where nothing was counted', () => expect(coverageTable([])).toMatch(/Server.*nothing was counted/))
})
