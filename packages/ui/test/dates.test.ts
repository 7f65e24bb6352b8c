import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const sources = ['packages/ui/src', 'apps/aifactory/src', 'apps/pantheon/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .filter((file) => /\.tsx?$/.test(file)),
)
const holding = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).toSorted()
const named = (files: readonly string[]) => files.map((file) => file.slice(file.lastIndexOf('/') + 1)).toSorted()

describe('Dates on screens', () => {
  it('are written by one function, but for axes, sentences of a plan, and clocks', () => {
    expect(named(holding(/Intl\.DateTimeFormat\(i18n|Intl\.DateTimeFormat\(language|toLocale(?:Date|Time)?String\(/))).toEqual([
      'DateTime.tsx',
      'QuietServer.tsx',
      'RelativeTime.tsx',
      'UsageByDay.tsx',
      'VerdictBand.tsx',
      'plan-words.ts',
      'time-labels.ts',
    ])
  })

  it('are relative in feeds only: what happened, what was said, what was done last', () => {
    expect(named(holding(/<RelativeTime|formatRelativeTime\(/))).toEqual([
      'ApprovalTalk.tsx',
      'DateTime.tsx',
      'Failures.tsx',
      'Feed.tsx',
      'JobLine.tsx',
      'LatestTrade.tsx',
      'NotificationLine.tsx',
      'RelativeTime.tsx',
      'StagePath.tsx',
      'Tiles.tsx',
      'Timeline.tsx',
    ])
  })
})
