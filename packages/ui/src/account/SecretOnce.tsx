'use client'
import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'

// The form that had the focus is gone. The key is also selected, so that it can be copied manually.
const takeFocus = (field: HTMLElement | null) => {
  if (!field) return
  field.focus()
  window.getSelection()?.selectAllChildren(field)
}

/** A secret that is shown only once, with a button to copy it and a warning. */
export const SecretOnce = ({ secret, isUrging }: { secret: string; isUrging: boolean }) => {
  const { t } = useTranslation('account')
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    // When the clipboard is unavailable, the key stays selected for copying manually.
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => takeFocus(document.getElementById('secret')),
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <p role={isUrging ? 'alert' : 'status'} className="flex items-start gap-3 rounded-card bg-warning-soft px-4 py-3 text-14 text-warning-text">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <strong className="font-semibold">{t('keys.secretWarning')}</strong>
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <output
          ref={takeFocus}
          id="secret"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the key is selected and copied by keyboard
          tabIndex={0}
          aria-label={t('keys.secret')}
          className="w-full rounded-control border border-line-strong bg-sunken px-3 py-2.5 font-mono text-13 break-all select-all"
        >
          {secret}
        </output>
        <Button variant="secondary" onClick={copy}>
          {isCopied ? <Check /> : <Copy />}
          <span aria-live="polite">{t(isCopied ? 'keys.copied' : 'keys.copy')}</span>
        </Button>
      </div>
      <p className="text-13 text-ink-faint">{t('keys.secretHelp')}</p>
    </div>
  )
}
