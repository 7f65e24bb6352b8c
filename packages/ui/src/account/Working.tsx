import type { ReactNode } from 'react'
import { AccountCard } from './AccountCard.tsx'

/** A sign-in page that waits for an operation and needs no input. */
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
