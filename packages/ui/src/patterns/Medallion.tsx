import { cn } from '../cn.ts'

const hashOf = (text: string): number => {
  let hash = 2_166_136_261
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return hash >>> 0
}

const initialsOf = (name: string): string => {
  const words = name.split(/[\s·・-]+/).filter((word) => word !== '')
  const [first = '?'] = words
  // The first character of a Japanese name is distinctive enough; a Latin name gets two initials.
  if (/[^ -\u024f]/.test(first)) return [...first][0] ?? '?'
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${first[0] ?? ''}${last[0] ?? ''}`.toUpperCase()
}

const at = (angle: number, radius: number) =>
  [32 + Math.cos(angle) * radius, 32 + Math.sin(angle) * radius].map((value) => value.toFixed(2)) as [string, string]

/** A generated avatar: initials in a rim whose beading and colour are derived from the name. `honour` gilds the rim. */
export const Medallion = ({ name, honour = false, className }: { name: string; honour?: boolean; className?: string }) => {
  const hash = hashOf(name)
  const hue = 245 + ((hash >>> 15) % 85)
  const beads = 18 + ((hash >>> 7) % 5) * 6
  const petals = 5 + ((hash >>> 11) % 6)
  const turn = ((hash >>> 3) % 360) * (Math.PI / 180)
  const rim = honour ? 'var(--gold)' : `oklch(0.72 0.09 ${hue})`
  const initials = initialsOf(name)
  return (
    <svg viewBox="0 0 64 64" role="img" aria-label={name} className={cn('size-12 shrink-0', className)}>
      <circle cx="32" cy="32" r="31" fill={`oklch(0.3 0.09 ${hue})`} />
      <circle cx="32" cy="32" r="30" fill="none" stroke={rim} strokeWidth="1.25" />
      {Array.from({ length: beads }, (_, bead) => {
        const [cx, cy] = at((bead / beads) * Math.PI * 2, 27)
        return <circle key={`bead-${cx}-${cy}`} cx={cx} cy={cy} r="0.9" fill={rim} />
      })}
      <circle cx="32" cy="32" r="23.5" fill={`oklch(0.37 0.11 ${hue})`} stroke={rim} strokeOpacity="0.5" strokeWidth="0.6" />
      {Array.from({ length: petals }, (_, petal) => {
        const angle = turn + (petal / petals) * Math.PI * 2
        const [cx, cy] = at(angle, 12)
        return (
          <circle key={`petal-${cx}-${cy}`} cx={cx} cy={cy} r="11.5" fill="none" stroke={`oklch(0.75 0.1 ${hue})`} strokeOpacity="0.28" strokeWidth="0.6" />
        )
      })}
      <text
        x="32"
        y="32"
        dy="0.36em"
        textAnchor="middle"
        fontSize={initials.length > 1 ? 17 : 20}
        fontWeight="600"
        fill={`oklch(0.97 0.02 ${hue})`}
        style={{ letterSpacing: '0.02em' }}
      >
        {initials}
      </text>
    </svg>
  )
}
