'use client'
import { useState } from 'react'

/** A place for a list's sort and columns in a line above it, e.g. among the actions of the page's head. As high as they are before they come. */
export const useToolsPlace = () => {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return { place, toolsPlace: <div ref={setPlace} className="flex min-h-10 items-center gap-2 max-md:w-full" /> }
}
