import type { ResourceType } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import type { CSSProperties } from 'react'
import { familyHue, looks } from './resource-icons.ts'

/** The icon of a resource type, in the colour of its service family. */
export const ResourceIcon = ({ type, className }: { type: ResourceType; className?: string }) => {
  const { Icon, family } = looks[type]
  return (
    <span
      aria-hidden
      style={{ '--hue': familyHue[family] } as CSSProperties}
      className={cn(
        'grid size-8 shrink-0 place-items-center rounded-control bg-[oklch(0.94_0.035_var(--hue))] text-[oklch(0.45_0.13_var(--hue))] dark:bg-[oklch(0.33_0.06_var(--hue))] dark:text-[oklch(0.86_0.09_var(--hue))]',
        className,
      )}
    >
      <Icon className="size-[55%]" strokeWidth={1.9} />
    </span>
  )
}
