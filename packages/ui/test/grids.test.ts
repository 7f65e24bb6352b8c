import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

it('no grid has a column that grows with its longest word', () => {
  const files = ['apps/aifactory/src', 'apps/pantheon/src', 'packages/ui/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => join(folder, name)),
  )
  const templates = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:grid|auto)-cols-\[(\S+?)\](?=[\s'"`])/g)].map(([, columns = '']) => ({ file, columns })),
  )
  expect(templates.length).toBeGreaterThan(20)
  // `1fr` is `minmax(auto, 1fr)`.
  expect(templates.filter(({ columns }) => /(?:^|_)[\d.]+fr/.test(columns))).toEqual([])
})
