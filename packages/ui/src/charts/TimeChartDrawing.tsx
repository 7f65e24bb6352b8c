'use client'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, type BarShapeProps, CartesianGrid, Rectangle, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { axisMarks, axisWidth, reachOf } from './scale.ts'
import { type ChartData, seriesColours } from './series.ts'

interface Point {
  place: number
  isWhole: boolean
  values: readonly (number | null)[]
}

/** A bar of an incomplete step is pale, because it cannot be compared with the others. */
const StepBar = (props: BarShapeProps) => <Rectangle {...props} fillOpacity={(props.payload as Point).isWhole ? 1 : 0.5} />

const Details = ({ point, buckets, labels, series, format }: ChartData & { point: Point }) => {
  const { t } = useTranslation('overview')
  const bucket = buckets[point.place]
  if (!bucket) return null
  return (
    <div className="rounded-control border bg-raised px-3 py-2 text-12 shadow-2">
      <p className="font-medium text-ink">{labels.full(bucket)}</p>
      {!bucket.isWhole && <p className="text-ink-faint">{t('notWhole')}</p>}
      <ul className="mt-1 space-y-0.5">
        {series.map(({ id, label, colour }, index) => {
          const value = point.values[index] ?? null
          return (
            <li key={id} className="flex items-center gap-2 text-ink-muted">
              <span className="size-2 rounded-full" style={{ background: seriesColours[colour] }} />
              <span className="mr-4">{label}</span>
              <span className="ml-auto font-medium text-ink tabular-nums">{value === null ? '–' : format(value)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const tick = { fill: 'var(--ink-faint)', fontSize: 12, style: { fontVariantNumeric: 'tabular-nums' } }

/** The chart itself: labelled axes, a line at zero, colours from the tokens, no animation. */
export const TimeChartDrawing = (data: ChartData) => {
  const { buckets, labels, series, format, formatAxis = format, least } = data
  const points = useMemo(
    () => buckets.map(({ isWhole }, place): Point => ({ place, isWhole, values: series.map(({ values }) => values[place] ?? null) })),
    [buckets, series],
  )
  const marks = useMemo(() => axisMarks(reachOf(series), least), [series, least])
  const named = (place: number): string => {
    const bucket = buckets[place]
    return bucket ? labels.axis(bucket) : ''
  }
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 560, height: 224 }}>
      <BarChart data={points} stackOffset="sign" margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false} barCategoryGap="16%" barGap={1}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="place"
          tickFormatter={named}
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickMargin={8}
          minTickGap={24}
          interval="equidistantPreserveStart"
        />
        <YAxis
          width={axisWidth(marks.map((mark) => formatAxis(mark)))}
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickFormatter={formatAxis}
          ticks={marks}
          domain={[marks[0] ?? 0, marks.at(-1) ?? least]}
          interval={0}
        />
        <ReferenceLine y={0} stroke="var(--line-strong)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hover)', stroke: 'var(--line-strong)', strokeWidth: 0 }}
          content={({ payload }) => {
            const point = payload[0]?.payload as Point | undefined
            return point ? <Details {...data} point={point} /> : null
          }}
        />
        {series.map(({ id, label, colour, stack = id }, index) => (
          <Bar
            key={id}
            name={label}
            dataKey={(point: Point) => point.values[index] ?? null}
            fill={seriesColours[colour]}
            stackId={stack}
            maxBarSize={32}
            shape={StepBar}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
