import { cn, loadPart, Skeleton } from '@pantheon/ui'
import { lazy, Suspense } from 'react'
import type { TopLevel } from './MarkdownText.tsx'

const MarkdownText = lazy(async () => ({ default: (await loadPart(() => import('./MarkdownText.tsx'))).MarkdownText }))

/** Markdown as text on a page. Its parser comes with the first text there is. */
export const Markdown = ({ text, topLevel = 2, className }: { text: string; topLevel?: TopLevel; className?: string }) => (
  <div className={cn('reading space-y-4 text-16 leading-[1.75] text-ink', className)}>
    <Suspense fallback={<Skeleton shape="text" className="h-40" />}>
      <MarkdownText text={text} topLevel={topLevel} />
    </Suspense>
  </div>
)
