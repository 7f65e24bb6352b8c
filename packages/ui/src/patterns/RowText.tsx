import type { ReactNode } from 'react'

interface RowTextProps {
  /** The main text of the cell, e.g. a link with a `Clamped` name. */
  children: ReactNode
  /** Secondary text: on the same line in a table, below it on a card. Its `title` has the full text. */
  quiet: string | undefined
}

/**
 * A cell with a main and a secondary text. In a table both are on one line and the main text takes the width it needs: where less than 4rem remain
 * for the secondary text, it wraps to a second line, which is clipped.
 */
export const RowText = ({ children, quiet }: RowTextProps) => (
  // The padding keeps the focus outline inside the clipped box, and the row gap keeps the second line outside of it.
  <span className="flex min-w-0 flex-col in-[tr]:-m-1 in-[tr]:max-h-8 in-[tr]:flex-row in-[tr]:flex-wrap in-[tr]:content-start in-[tr]:items-center in-[tr]:gap-x-2 in-[tr]:gap-y-4 in-[tr]:overflow-hidden in-[tr]:p-1 in-[tr]:leading-6 touch:in-[tr]:max-h-13">
    <span className="max-w-full min-w-0 touch:in-[tr]:min-h-11 touch:in-[tr]:content-center">{children}</span>
    {quiet !== undefined && quiet !== '' && (
      <span data-quiet title={quiet} className="line-clamp-1 min-w-0 text-13 font-normal break-all text-ink-muted in-[tr]:min-w-16 in-[tr]:flex-[1_1_4rem]">
        {quiet}
      </span>
    )}
  </span>
)
