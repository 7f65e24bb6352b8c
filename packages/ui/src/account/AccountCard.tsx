import type { ReactNode } from 'react'
import { Card } from '../primitives/Card.tsx'

export interface AccountCardProps {
  /** The app's mark. */
  mark: ReactNode
  title: string
  text: ReactNode
  children?: ReactNode
  /** The single action, on pages without a form. */
  action?: ReactNode
  below?: ReactNode
}

/** Layout of all sign-in pages: sign-in, sign-up, and the targets of links in mails. */
export const AccountCard = ({ mark, title, text, children, action, below }: AccountCardProps) => (
  <div className="mx-auto max-w-sm py-4 md:py-10 [&>svg]:mx-auto [&>svg]:size-11">
    {mark}
    <h1 className="mt-5 text-center text-24 font-semibold [overflow-wrap:anywhere]">{title}</h1>
    <p className="mt-1.5 text-center text-14 text-ink-muted">{text}</p>
    {children !== undefined && <Card className="mt-7 p-5 md:p-6">{children}</Card>}
    {action !== undefined && <div className="mt-7">{action}</div>}
    {below !== undefined && <div className="mt-5 text-center text-14 text-ink-muted">{below}</div>}
  </div>
)
