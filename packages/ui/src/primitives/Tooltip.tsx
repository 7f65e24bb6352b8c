'use client'
import * as Radix from 'radix-ui/tooltip'
import type { ReactNode } from 'react'

/** Additional text for its single child, on hover and focus. It must not be the only place of any information. */
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
