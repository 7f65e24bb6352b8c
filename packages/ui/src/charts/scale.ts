/** The smallest of 1, 2, 5, 10, 20, 50 … that is no smaller than `least`. */
const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power
}

/**
 * The ticks of an axis: about four evenly spaced round integers, including zero. They span from the lowest value, or zero, to the highest, or
 * `least`.
 */
export const axisMarks = (values: readonly (number | null)[], least: number): number[] => {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(0, ...known), Math.max(least, ...known)]
  const step = Math.max(1, roundStep((high - low) / 4))
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)]
  // Avoids negative zero, which would be printed with its sign.
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step || 0)
}

/**
 * The width of an axis for its labels, in pixels at font size 12. Estimated from the characters instead of measured: the chart renders before
 * the fonts are loaded, and a width measured in the fallback font could clip labels. Full-width characters such as 万 take a whole em.
 */
export const axisWidth = (labels: readonly string[]): number => {
  const widthOf = (label: string) => [...label].reduce((width, sign) => width + (sign >= '\u3000' ? 12 : 7.8), 0)
  return Math.ceil(Math.max(0, ...labels.map(widthOf))) + 10
}

/** The values an axis has to span: stacked bars are summed, separately above and below zero. */
export const reachOf = (series: readonly { stack?: string | undefined; values: readonly (number | null)[] }[]): number[] => {
  const steps = Math.max(0, ...series.map(({ values }) => values.length))
  const reached: number[] = []
  for (let i = 0; i < steps; i++) {
    const stacks = new Map<string, [above: number, below: number]>()
    series.forEach(({ stack, values }, index) => {
      const name = stack ?? `alone ${index}`
      const [above, below] = stacks.get(name) ?? [0, 0]
      const value = values[i] ?? 0
      stacks.set(name, value > 0 ? [above + value, below] : [above, below + value])
    })
    for (const ends of stacks.values()) reached.push(...ends)
  }
  return reached
}
