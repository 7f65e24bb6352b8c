'use client'
import { useTranslation } from 'react-i18next'
import { sentenceGap } from '../i18n/spacing.ts'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { wordLinkClass } from './word-link.ts'

interface AccountLinkProps {
  href: string
  linkComponent: ShellLink
}

/** Stands at the sign-in, for those who come for the first time. */
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

/** Stands at the sign-up, for those who have been here before. */
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
