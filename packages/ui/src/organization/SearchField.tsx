'use client'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../cn.ts'
import { Input } from '../primitives/controls.tsx'

interface SearchFieldProps {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  className?: string
}

/** A debounced search field: `onChange` is called once the typing pauses, so that the URL and the list do not follow every keystroke. */
export const SearchField = ({ label, placeholder, value, onChange, className }: SearchFieldProps) => {
  const [typed, setTyped] = useState(value)
  const reported = useRef(value)
  useEffect(() => {
    // The value was changed from outside, by Back or by "Show all".
    if (value !== reported.current) setTyped(value)
    reported.current = value
  }, [value])
  useEffect(() => {
    if (typed === reported.current) return
    const timer = setTimeout(() => {
      reported.current = typed
      onChange(typed)
    }, 250)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  return (
    <span className={cn('relative block', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint" />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        autoComplete="off"
        maxLength={120}
        className="pl-9"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  )
}
