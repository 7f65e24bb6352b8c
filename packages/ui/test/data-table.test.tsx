import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { type Column, createI18n, DataTable, type DataTableProps, type Sorts, sortNamed, sortPressed, TableTools } from '../src/index.ts'
import { RowsAs } from '../src/patterns/rows-as.ts'

interface Ship {
  id: string
  name: string
  masts: number
}
const ships: Ship[] = [
  { id: 'a', name: 'Argo', masts: 1 },
  { id: 'b', name: 'Beagle', masts: 3 },
]
const columns: Column<Ship>[] = [
  { id: 'name', header: 'Name', isName: true, cell: ({ name }) => <a href={`#${name}`}>{name}</a> },
  { id: 'masts', header: 'Masts', align: 'end', isSortable: true, cell: ({ masts }) => masts },
]
const i18n = createI18n({ en: {}, ja: {} }, { startLanguage: 'en' })
await i18n.loadNamespaces('desk')
const markup = (children: ReactNode): string => renderToStaticMarkup(<I18nextProvider i18n={i18n}>{children}</I18nextProvider>)
const render = (props: Partial<DataTableProps<Ship>> = {}): string =>
  markup(<DataTable caption="Ships" columns={columns} rows={ships} rowKey={({ id }) => id} {...props} />)
const count = (html: string, part: string | RegExp): number => html.split(part).length - 1

describe('A table of rows', () => {
  it('names its rows, and offers no sort nor ticks to a page that asks for none', () => {
    const html = render()
    expect([count(html, 'scope="row"'), count(html, 'aria-sort'), count(html, '<button'), count(html, 'type="checkbox"')]).toEqual([2, 0, 0, 0])
  })

  it('says which column it is sorted by, and makes buttons of those that sort', () => {
    const html = render({ sort: { column: 'masts', direction: 'descending' }, onSort: () => undefined })
    expect([count(html, 'aria-sort="descending"'), count(html, '<button')]).toEqual([1, 1])
    expect(html).toMatch(/aria-sort="descending"[^>]*><button[^>]*>Masts/)
  })

  it('has a tick for each row by its name, and one for all of them', () => {
    const selection = {
      rows: [],
      isSelected: (key: string) => key === 'b',
      state: 'some' as const,
      toggle: () => undefined,
      toggleAll: () => undefined,
      clear: () => undefined,
    }
    const html = render({ selection, rowName: ({ name }) => name })
    for (const label of ['Select all that are shown', 'Select Argo', 'Select Beagle']) expect(html).toContain(label)
    expect([count(html, 'type="checkbox"'), count(html, 'checked=""')]).toEqual([3, 1])
  })

  it('has rows of skeletons while it waits, as wide as its columns', () => {
    const html = render({ rows: undefined, skeletonRows: 4 })
    expect([html.includes('aria-busy="true"'), count(html, 'skeleton')]).toEqual([true, 8])
  })
})

describe('What stands above a list', () => {
  const tools = (
    <TableTools
      choice={{ options: [], toggle: () => undefined }}
      sorts={{ newest: { column: 'built', direction: 'descending' } }}
      sort="newest"
      onSort={() => undefined}
    >
      <input aria-label="Search" />
    </TableTools>
  )
  it('offers a choice of sorts where the rows are cards, which have no headers to press, and none above a table', () => {
    const above = (rows: 'table' | 'cards') => markup(<RowsAs value={rows}>{tools}</RowsAs>)
    expect([count(above('cards'), '<select'), count(above('table'), '<select')]).toEqual([1, 0])
    expect(count(render({ tools }), '<select')).toBe(0)
  })

  it('stays when nothing fits, with what says so in the place of the rows', () => {
    const html = render({ tools, rows: [], empty: <p>No ships</p> })
    expect([count(html, 'aria-label="Search"'), count(html, 'No ships'), count(html, '<table')]).toEqual([1, 1, 0])
  })
})

describe('The sorts of a table', () => {
  type Name = 'newest' | 'oldest' | 'masts_many' | 'masts_few' | 'name'
  const sorts: Sorts<Name> = {
    newest: { column: 'built', direction: 'descending' },
    oldest: { column: 'built', direction: 'ascending' },
    masts_many: { column: 'masts', direction: 'descending' },
    masts_few: { column: 'masts', direction: 'ascending' },
    name: { column: 'name', direction: 'ascending' },
  }
  it('turn when the header is pressed again, and begin with the first of another column', () => {
    const pressed = (sort: Name, ...columns: string[]) => columns.reduce<Name>((now, column) => sortPressed(sorts, now, column), sort)
    expect(pressed('newest', 'built')).toBe('oldest')
    expect(pressed('newest', 'built', 'built')).toBe('newest')
    expect(pressed('oldest', 'masts')).toBe('masts_many')
    expect(pressed('masts_few', 'masts')).toBe('masts_many')
    expect(pressed('newest', 'name', 'name')).toBe('name')
    expect(pressed('oldest', 'colour')).toBe('oldest')
  })
  it('are known by their names only', () => {
    expect([sortNamed(sorts, 'oldest'), sortNamed(sorts, 'toString'), sortNamed(sorts, 7)]).toEqual(['oldest', undefined, undefined])
  })
})
