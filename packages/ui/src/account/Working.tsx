import type { ReactNode } from 'react'
import { AccountCard } from './AccountCard.tsx'

/** The door while something is done that needs nobody's hand. */
export const Working = ({ mark, title, text }: { mark: ReactNode; title: string; text: string }) => (
  <AccountCard
    mark={mark}
    title={title}
    text={
      <span role="status" className="inline-flex items-center gap-2">
        <span aria-hidden className="size-2 animate-beat rounded-full bg-accent" />
        {text}
      </span>
    }
  />
)
