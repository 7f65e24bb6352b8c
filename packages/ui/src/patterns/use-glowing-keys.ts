'use client'
import { useEffect, useRef, useState } from 'react'

const glowMs = 1700

/** The keys of rows to highlight: existing rows that changed, not new ones. */
export const useGlowingKeys = <Row>(
  rows: readonly Row[] | undefined,
  rowKey: (row: Row) => string,
  rowVersion: ((row: Row) => string | number) | undefined,
): ReadonlySet<string> => {
  const seen = useRef(new Map<string, string | number>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [glowing, setGlowing] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!rows || !rowVersion) return
    const before = seen.current
    const now = new Map(rows.map((row) => [rowKey(row), rowVersion(row)]))
    const changed = [...now].filter(([key, version]) => before.has(key) && before.get(key) !== version).map(([key]) => key)
    seen.current = now
    if (changed.length === 0) return
    setGlowing(new Set(changed))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setGlowing(new Set()), glowMs)
  }, [rows, rowKey, rowVersion])
  useEffect(() => () => clearTimeout(timer.current), [])
  return glowing
}
