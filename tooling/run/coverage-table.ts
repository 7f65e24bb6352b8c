/** The number of lines of a file, total and covered; `path` is relative to the root. */
export interface FileLines {
  readonly path: string
  readonly total: number
  readonly covered: number
}

/** Groups of packages with a coverage target, in percent of lines. */
const groups = [
  { title: 'Server', target: 80, paths: /^(?:apps\/api|packages\/(?!ui\/|client\/)[^/]+)\// },
  { title: 'Web apps', target: 70, paths: /^(?:apps\/(?:aifactory|pantheon)|packages\/(?:ui|client))\// },
] as const

const sumOf = (files: readonly FileLines[], field: 'total' | 'covered'): number => files.reduce((sum, file) => sum + file[field], 0)
const packageOf = ({ path }: FileLines): string => path.split('/').slice(0, 2).join('/')

const row = (name: string, files: readonly FileLines[]): string => {
  const [total, covered] = [sumOf(files, 'total'), sumOf(files, 'covered')]
  const percent = total === 0 ? '–' : `${((100 * covered) / total).toFixed(1)} %`
  return `${name.padEnd(24)}${String(covered).padStart(8)}${String(total).padStart(8)}${percent.padStart(10)}`
}

/** The line coverage by package, with totals and targets of the server and the web apps. */
export const coverageTable = (files: readonly FileLines[]): string => {
  const tables = groups.map(({ title, target, paths }) => {
    const its = files.filter(({ path }) => paths.test(path))
    const names = [...new Set(its.map(packageOf))].toSorted()
    const lines = names.map((name) =>
      row(
        `  ${name}`,
        its.filter((file) => packageOf(file) === name),
      ),
    )
    const [total, covered] = [sumOf(its, 'total'), sumOf(its, 'covered')]
    const verdict = total === 0 ? 'nothing was counted' : 100 * covered >= target * total ? 'reached' : 'not reached'
    return [`${row(title, its)}   target ${target} %, ${verdict}`, ...lines].join('\n')
  })
  const head = `${'Lines'.padEnd(24)}${'run'.padStart(8)}${'all'.padStart(8)}${'share'.padStart(10)}`
  return ['', head, ...tables, 'The journeys in Chromium run most of the web apps; they are not counted here.', ''].join('\n')
}
