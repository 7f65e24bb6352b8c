import { useId } from 'react'
import { cn } from '../cn.ts'

/** AIFactory's mark: a factory's saw-tooth roof drawn as three rising pages. */
export const AIFactoryMark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={cn('size-7 shrink-0', className)}>
    <rect width="32" height="32" rx="8" fill="var(--accent)" />
    <path d="M6 24V16.5l6-4.5v4.5l6-4.5v4.5l8-6V24Z" fill="var(--accent-ink)" fillOpacity="0.22" />
    <path d="M6 24V16.5l6-4.5v4.5l6-4.5v4.5l8-6V24" fill="none" stroke="var(--accent-ink)" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
    <path d="M10.5 20.5h4M17.5 20.5h4" stroke="var(--accent-ink)" strokeWidth="2" strokeLinecap="round" />
  </svg>
)

/** Pantheon's mark: a dome over columns, with the oculus in gold. */
export const PantheonMark = ({ className }: { className?: string }) => {
  const night = useId() // unique per instance: a gradient of a hidden instance would not render
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn('size-7 shrink-0', className)}>
      <defs>
        <linearGradient id={night} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#1E3A8A" />
          <stop offset="1" stopColor="#7C3AED" />
        </linearGradient>
      </defs>
      <rect width="32" height="32" rx="8" fill={`url(#${night})`} />
      <path d="M7.5 15.5a8.5 8.5 0 0 1 17 0Z" fill="#fff" fillOpacity="0.2" />
      <path
        d="M7.5 15.5a8.5 8.5 0 0 1 17 0M6 15.5h20M9.5 18v5M16 18v5M22.5 18v5M6.5 25h19"
        fill="none"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="10.2" r="1.9" fill="#F59E0B" />
    </svg>
  )
}

/** The mark and the name of an app. */
export const Wordmark = ({ app, className }: { app: 'aifactory' | 'pantheon'; className?: string }) => (
  <span className={cn('inline-flex items-center gap-2.5 text-16 font-semibold tracking-[-0.02em] text-ink', className)}>
    {app === 'aifactory' ? <AIFactoryMark /> : <PantheonMark />}
    <span data-wordmark>{app === 'aifactory' ? 'AIFactory' : 'Pantheon'}</span>
  </span>
)
