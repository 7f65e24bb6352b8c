import type { ReactNode } from 'react'

/** Aligns its children with the control of a field beside it, whatever the height of the label; on a phone they are placed below. */
export const BesideField = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-1.5">
    <span aria-hidden className="text-14 font-medium max-md:hidden">
      &nbsp;
    </span>
    {children}
  </div>
)
