'use client'
import { AccountCard, Button, PantheonMark } from '@pantheon/ui'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { SignInFrame } from '../session/SignInFrame.tsx'

/** The view for an unknown URL. */
export const NotFoundView = () => {
  const { t } = useTranslation()
  return (
    <SignInFrame>
      <AccountCard
        mark={<PantheonMark />}
        title={t('state.notFoundTitle')}
        text={t('state.notFoundText')}
        action={
          <Button asChild className="w-full">
            <Link href="/">{t('state.notFoundAction')}</Link>
          </Button>
        }
      />
    </SignInFrame>
  )
}
