'use client'
import { useTranslation } from 'react-i18next'
import { agentIds } from '../agents/agent-name.ts'

const columnWidth = 40
const bay = 78
const first = 85
const top = 190
const bottom = 420

const Column = ({ x, label }: { x: number; label: string }) => {
  const center = x + columnWidth / 2
  return (
    <g>
      {/* A column's shaft, narrower towards the top. */}
      <path d={`M${x + 3} ${bottom - 10} L${x + 6} ${top + 16} H${x + columnWidth - 6} L${x + columnWidth - 3} ${bottom - 10} Z`} fill="url(#marble)" />
      {[-9, -3, 3, 9].map((flute) => (
        <line key={flute} x1={center + flute * 1.05} y1={bottom - 12} x2={center + flute * 0.85} y2={top + 18} stroke="var(--flute)" strokeWidth="1.4" />
      ))}
      <path d={`M${x - 2} ${top} H${x + columnWidth + 2} L${x + columnWidth - 5} ${top + 16} H${x + 5} Z`} fill="var(--marble-lit)" />
      <rect x={x - 1} y={bottom - 10} width={columnWidth + 2} height="10" rx="2" fill="var(--marble-lit)" />
      <text x={center} y={bottom + 53} textAnchor="middle" className="fill-star-muted text-[13px]">
        {label}
      </text>
    </g>
  )
}

/** The illustration of the sign-in pages: a marble temple whose six columns are the six agents. */
export const Temple = ({ className }: { className?: string }) => {
  const { t } = useTranslation()
  return (
    <svg
      viewBox="0 0 600 490"
      role="img"
      aria-label={t('temple.drawing')}
      className={className}
      style={
        {
          '--marble-lit': 'oklch(0.93 0.012 270)',
          '--marble-shade': 'oklch(0.66 0.045 275)',
          '--flute': 'oklch(0.55 0.06 275 / 0.45)',
        } as React.CSSProperties
      }
    >
      <defs>
        <linearGradient id="marble" x1="0" x2="1">
          <stop offset="0" stopColor="var(--marble-lit)" />
          <stop offset="0.45" stopColor="oklch(0.86 0.02 272)" />
          <stop offset="1" stopColor="var(--marble-shade)" />
        </linearGradient>
        <radialGradient id="glow">
          <stop offset="0" stopColor="oklch(0.6 0.16 285 / 0.55)" />
          <stop offset="1" stopColor="oklch(0.6 0.16 285 / 0)" />
        </radialGradient>
      </defs>
      <ellipse cx="300" cy="300" rx="290" ry="190" fill="url(#glow)" />
      <path d="M300 36 L556 146 H44 Z" fill="url(#marble)" />
      <path d="M300 60 L494 140 H106 Z" fill="oklch(0.5 0.07 275)" />
      <circle cx="300" cy="112" r="17" fill="none" stroke="var(--gold)" strokeWidth="2.5" />
      <circle cx="300" cy="112" r="5" fill="var(--gold)" />
      <rect x="52" y="146" width="496" height="18" fill="var(--marble-lit)" />
      <rect x="62" y="164" width="476" height="26" fill="oklch(0.78 0.03 273)" />
      {agentIds.map((id, index) => (
        <rect key={id} x={first + index * bay + 8} y="168" width="24" height="18" fill="oklch(0.64 0.05 275)" />
      ))}
      {agentIds.map((id, index) => (
        <Column key={id} x={first + index * bay} label={t(`column.${id}`)} />
      ))}
      <rect x="58" y={bottom} width="484" height="11" fill="var(--marble-lit)" />
      <rect x="42" y={bottom + 11} width="516" height="11" fill="oklch(0.84 0.022 272)" />
      <rect x="26" y={bottom + 22} width="548" height="11" fill="oklch(0.74 0.032 274)" />
    </svg>
  )
}
