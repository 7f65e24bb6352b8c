'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../primitives/IconButton.tsx'

/** An id or a hash with a button to copy it. */
export const CopyValue = ({ label, value }: { label: string; value: string }) => {
  const { t } = useTranslation('organization')
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    // The clipboard is unavailable without HTTPS; the value can still be selected.
    setCopied(
      await navigator.clipboard.writeText(value).then(
        () => true,
        () => false,
      ),
    )
  }
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 flex-1 pt-1.5 font-mono text-12 leading-5 font-normal break-all select-all">{value}</code>
      <IconButton name={t(isCopied ? 'copied' : 'copy', { what: label })} onClick={() => void copy()} className="size-8">
        {isCopied ? <Check aria-hidden className="text-success-text" /> : <Copy aria-hidden />}
      </IconButton>
    </span>
  )
}
