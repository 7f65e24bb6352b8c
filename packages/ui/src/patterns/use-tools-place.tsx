'use client'
import { useState } from 'react'

/** A portal target for a list's sort and columns in a line above it, e.g. in the page header. Its height is reserved before they render. */
export const useToolsPlace = () => {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return { place, toolsPlace: <div ref={setPlace} className="flex min-h-10 items-center gap-2 max-md:w-full" /> }
}
