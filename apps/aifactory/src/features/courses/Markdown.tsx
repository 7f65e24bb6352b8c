import { cn, loadPart, Skeleton } from '@pantheon/ui'
import { lazy, Suspense } from 'react'
import type { TopLevel } from './MarkdownText.tsx'

const MarkdownText = lazy(async () => ({ default: (await loadPart(() => import('./MarkdownText.tsx'))).MarkdownText }))

/** Renders Markdown. The parser is loaded with the first text. */
export const Markdown = ({ text, topLevel = 2, className }: { text: string; topLevel?: TopLevel; className?: string }) => (
  <div className={cn('reading space-y-4 text-16 leading-[1.75] text-ink', className)}>
    <Suspense fallback={<Skeleton shape="text" className="h-40" />}>
      <MarkdownText text={text} topLevel={topLevel} />
    </Suspense>
  </div>
)
