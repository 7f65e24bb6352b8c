import { cn, Skeleton } from '@pantheon/ui'
import { lazy, Suspense } from 'react'

const MarkdownText = lazy(async () => ({ default: (await import('./MarkdownText.tsx')).MarkdownText }))

/** Markdown as text on a page. Its parser comes with the first text there is. */
export const Markdown = ({ text, className }: { text: string; className?: string }) => (
  <div className={cn('reading space-y-4 text-16 leading-[1.75] text-ink', className)}>
    <Suspense fallback={<Skeleton className="h-40" />}>
      <MarkdownText text={text} />
    </Suspense>
  </div>
)
