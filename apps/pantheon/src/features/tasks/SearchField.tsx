'use client'
import { Input } from '@pantheon/ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Debounce time in ms. */
const debounceMs = 250

/** A debounced search field: the URL, and with it the query, changes once the typing pauses. */
export const SearchField = ({ value, onChange }: { value: string; onChange: (value: string | null) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const reported = useRef(value)
  // The URL was changed elsewhere: by a link, Back, or clearing the filters.
  useEffect(() => {
    if (value === reported.current) return
    reported.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === reported.current) return
    const timer = setTimeout(() => {
      reported.current = text
      onChange(text === '' ? null : text)
    }, debounceMs)
    return () => clearTimeout(timer)
  }, [text, onChange])
  return (
    <Input
      type="search"
      aria-label={t('tasks.search')}
      placeholder={t('tasks.searchHint')}
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.target.value)}
      className="w-full sm:w-60"
    />
  )
}
