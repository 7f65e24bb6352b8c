'use client'
import * as Radix from 'radix-ui/tooltip'
import type { ReactNode } from 'react'

/** A word more about its one child, on hover and on focus. Never the only place something is said. */
export const Tooltip = ({ text, children }: { text: string; children: ReactNode }) => (
  <Radix.Provider delayDuration={300}>
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content sideOffset={6} className="z-50 max-w-72 animate-fade rounded-control bg-ink px-2.5 py-1.5 text-12 text-canvas shadow-2">
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  </Radix.Provider>
)
