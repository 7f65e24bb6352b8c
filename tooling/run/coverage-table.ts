/** How many lines of a file there are, and how many were run; `path` from the root. */
export interface FileLines {
  readonly path: string
  readonly total: number
  readonly covered: number
}

/** Parts of the product that have a target of their own, in percent of lines. */
const halves = [
  { title: 'Server', target: 80, rooms: /^(?:apps\/api|packages\/(?!ui\/|client\/)[^/]+)\// },
  { title: 'Web apps', target: 70, rooms: /^(?:apps\/(?:aifactory|pantheon)|packages\/(?:ui|client))\// },
] as const

const sumOf = (files: readonly FileLines[], field: 'total' | 'covered'): number => files.reduce((sum, file) => sum + file[field], 0)
const roomOf = ({ path }: FileLines): string => path.split('/').slice(0, 2).join('/')

const row = (name: string, files: readonly FileLines[]): string => {
  const [total, covered] = [sumOf(files, 'total'), sumOf(files, 'covered')]
  const percent = total === 0 ? '–' : `${((100 * covered) / total).toFixed(1)} %`
  return `${name.padEnd(24)}${String(covered).padStart(8)}${String(total).padStart(8)}${percent.padStart(10)}`
}

/** What was run, room by room, with the server and the web apps each beside their target. */
export const coverageTable = (files: readonly FileLines[]): string => {
  const tables = halves.map(({ title, target, rooms }) => {
    const its = files.filter(({ path }) => rooms.test(path))
    const names = [...new Set(its.map(roomOf))].toSorted()
    const lines = names.map((name) =>
      row(
        `  ${name}`,
        its.filter((file) => roomOf(file) === name),
      ),
    )
    const [total, covered] = [sumOf(its, 'total'), sumOf(its, 'covered')]
    const verdict = total === 0 ? 'nothing was counted' : 100 * covered >= target * total ? 'reached' : 'not reached'
    return [`${row(title, its)}   target ${target} %, ${verdict}`, ...lines].join('\n')
  })
  const head = `${'Lines'.padEnd(24)}${'run'.padStart(8)}${'all'.padStart(8)}${'share'.padStart(10)}`
  return ['', head, ...tables, 'The journeys in Chromium run most of the web apps; they are not counted here.', ''].join('\n')
}
