import type { ReactNode } from 'react'

/** Stands in line with the control of a field beside it, whatever the height of its label; on a phone it stands below. */
export const BesideField = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-1.5">
    <span aria-hidden className="text-14 font-medium max-md:hidden">
      &nbsp;
    </span>
    {children}
  </div>
)
