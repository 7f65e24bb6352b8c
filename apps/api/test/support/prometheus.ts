/** One line of a scrape. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[+-]?[\d.]+(?:e[+-]?\d+)?)$/
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y

const labelsOf = (text: string): Record<string, string> => {
  const labels: Record<string, string> = {}
  label.lastIndex = 0
  for (let at = 0; at < text.length; at = label.lastIndex) {
    const [, name = '', value = ''] = label.exec(text) ?? []
    if (name === '' || name in labels) throw new Error(`These are no labels: ${text}`)
    labels[name] = value
  }
  return labels
}

/** Reads Prometheus' text format 0.0.4. Throws at the first line that is none, at a sample without a type, and at a series that comes twice. */
export const parsePrometheus = (text: string): Sample[] => {
  if (!text.endsWith('\n')) throw new Error('The last line does not end')
  const types = new Map<string, string>()
  const seen = new Set<string>()
  return text.split('\n').flatMap((line): Sample[] => {
    const [, name, type] = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line) ?? []
    if (name && type) {
      if (types.has(name)) throw new Error(`${name} has two types`)
      types.set(name, type)
    }
    if (line === '' || /^# (TYPE|HELP|UNIT) /.test(line)) return []
    const [, sample = '', labels = '', value = ''] = sampleLine.exec(line) ?? []
    const series = line.slice(0, line.lastIndexOf(' '))
    const isTyped = types.has(sample) || types.get(sample.replace(/_(bucket|sum|count)$/, '')) === 'histogram'
    if (!isTyped || seen.has(series)) throw new Error(`This is no sample, has no type or comes twice: ${line}`)
    seen.add(series)
    return [{ name: sample, labels: labelsOf(labels), value: Number(value.replace('Inf', 'Infinity')) }]
  })
}
