'use client'
import { MailWarning, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { IconButton } from '../primitives/IconButton.tsx'
import type { Action } from './action.ts'

/** Asks the user to verify the e-mail address, and offers to resend the link. */
export const VerifyEmailBanner = ({ email, resend }: { email: string; resend: Action<void> }) => {
  const { t } = useTranslation('account')
  const { t: tUi } = useTranslation('ui')
  const [isClosed, setClosed] = useState(false)
  if (isClosed) return null
  return (
    <aside className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-line bg-surface py-2 pr-2 pl-4 text-14 text-ink-muted">
      <MailWarning aria-hidden className="size-4 shrink-0 text-warning-text max-sm:hidden" />
      <p className="min-w-0 flex-1 basis-52 break-words">{t('verify.banner', { email })}</p>
      <span className="ml-auto flex items-center gap-1">
        <Button
          variant="ghost"
          size="small"
          className="text-accent-text"
          isPending={resend.isPending}
          onClick={() => resend.run(undefined, () => toast.success(t('verify.resent', { email })))}
        >
          {t('verify.resend')}
        </Button>
        <IconButton name={tUi('close')} onClick={() => setClosed(true)}>
          <X />
        </IconButton>
      </span>
      {resend.refusal && (
        <p role="alert" className="w-full pb-1 text-13 text-danger-text">
          {resend.refusal.message}
        </p>
      )}
    </aside>
  )
}
