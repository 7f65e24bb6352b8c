'use client'
import { Input } from '@pantheon/ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How long somebody must have stopped typing before it is looked for. */
const typingMs = 250

/** What is typed stands here at once; the address, and with it the server, hears of it when the typing stops. */
export const SearchField = ({ value, onChange }: { value: string; onChange: (value: string | null) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const told = useRef(value)
  // The address changed without us: a link, Back, or the filters being cleared.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const timer = setTimeout(() => {
      told.current = text
      onChange(text === '' ? null : text)
    }, typingMs)
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
