import { AIFactoryMark, Card } from '@pantheon/ui'
import type { ReactNode } from 'react'

/** The quiet frame of sign-in and sign-up. */
export const DoorCard = ({ title, text, children, below }: { title: string; text: string; children: ReactNode; below: ReactNode }) => (
  <div className="mx-auto max-w-sm py-4 md:py-10">
    <AIFactoryMark className="mx-auto size-11" />
    <h1 className="mt-5 text-center text-24 font-semibold">{title}</h1>
    <p className="mt-1.5 text-center text-14 text-ink-muted">{text}</p>
    <Card className="mt-7 p-5 md:p-6">{children}</Card>
    <p className="mt-5 text-center text-14 text-ink-muted">{below}</p>
  </div>
)
