'use client'
import { useTranslation } from 'react-i18next'
import { sentenceGap } from '../i18n/spacing.ts'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { wordLinkClass } from './word-link.ts'

interface AccountLinkProps {
  href: string
  linkComponent: ShellLink
}

/** Link from the sign-in page to sign-up. */
export const ToSignUp = ({ href, linkComponent: Link }: AccountLinkProps) => {
  const { t, i18n } = useTranslation('account')
  return (
    <>
      {t('signIn.noAccount')}
      {sentenceGap(i18n.language)}
      <Link href={href} className={wordLinkClass}>
        {t('signIn.signUp')}
      </Link>
    </>
  )
}

/** Link from the sign-up page to sign-in. */
export const ToSignIn = ({ href, linkComponent: Link }: AccountLinkProps) => {
  const { t, i18n } = useTranslation('account')
  return (
    <>
      {t('signIn.haveAccount')}
      {sentenceGap(i18n.language)}
      <Link href={href} className={wordLinkClass}>
        {t('signIn.signIn')}
      </Link>
    </>
  )
}
