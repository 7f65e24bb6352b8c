'use client'
import type { InvitationOffer } from '@pantheon/contract'
import { CircleCheck, MailOpen, MailX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountCard } from '../account/AccountCard.tsx'
import type { Action, Loaded } from '../account/action.ts'
import { Refused } from '../account/LoadedView.tsx'
import { sentenceGap } from '../i18n/spacing.ts'
import { Button } from '../primitives/Button.tsx'
import { formatDateTime } from '../primitives/DateTime.tsx'
import { ErrorSummary } from '../primitives/Field.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { daysUntil } from './days-until.ts'
import { useRoleWords } from './words.ts'

export interface InvitationOfferViewProps {
  /** False for a URL without a token. */
  hasToken: boolean
  offer: Loaded<InvitationOffer>
  /** The e-mail of the signed-in account: null when signed out, undefined while loading. */
  email: string | null | undefined
  accept: Action<void>
  decline: Action<void>
  /** The answer given on this page. */
  answer: 'accepted' | 'declined' | undefined
  enter: Action<void>
  signOut: Action<void>
  /** The app's own links. */
  signInLink: (label: string) => ReactNode
  signUpLink: (label: string) => ReactNode
  homeLink: (label: string) => ReactNode
}

const gone = ['invitation.not_found', 'input.invalid', 'organization.deleted', 'organization.not_found']

/** What the recipient of an invitation link sees: inviter, organization and role, and what they can do. */
export const InvitationOfferView = (props: InvitationOfferViewProps) => {
  const { t } = useTranslation('organization')
  const { hasToken, offer, homeLink, answer, email } = props
  if (!hasToken || (offer.refusal && gone.includes(offer.refusal.code))) {
    const isDeleted = offer.refusal?.code === 'organization.deleted'
    return (
      <Answer
        icon={<MailX aria-hidden />}
        title={t(isDeleted ? 'offer.deletedTitle' : 'offer.unknownTitle')}
        text={t(isDeleted ? 'offer.deletedText' : 'offer.unknownText')}
        action={homeLink(t('offer.home'))}
      />
    )
  }
  if (offer.refusal && !offer.data) return <Refused refusal={offer.refusal} retry={offer.retry} />
  if (!offer.data || email === undefined) {
    return (
      <div aria-busy="true">
        <Skeleton shape="card" className="h-80" />
      </div>
    )
  }
  if (answer === 'accepted') return <Welcome {...props} offer={offer.data} />
  if (answer === 'declined') {
    return (
      <Answer
        icon={<MailX aria-hidden />}
        title={t('offer.declinedTitle')}
        text={t('offer.declinedText', { organization: offer.data.organizationName, person: offer.data.invitedByName })}
        action={homeLink(t('offer.home'))}
      />
    )
  }
  if (offer.data.status !== 'pending') {
    const { status } = offer.data
    return (
      <Answer
        icon={<MailX aria-hidden />}
        title={t(`offer.over.${status}`)}
        text={t(`offer.overText.${status}`, { organization: offer.data.organizationName, person: offer.data.invitedByName })}
        action={homeLink(t('offer.home'))}
      />
    )
  }
  return <OpenOffer {...props} offer={offer.data} email={email} />
}

const Mark = ({ children }: { children: ReactNode }) => (
  <span className="mx-auto grid size-12 place-items-center rounded-full bg-accent-soft text-accent-text [&_svg]:size-5">{children}</span>
)

/** The outcome of the invitation, and a link onwards. */
const Answer = ({ icon, title, text, action }: { icon: ReactNode; title: string; text: ReactNode; action: ReactNode }) => (
  <AccountCard mark={<Mark>{icon}</Mark>} title={title} text={text} action={<div className="flex flex-wrap justify-center gap-2">{action}</div>} />
)

type Answerable = Omit<InvitationOfferViewProps, 'offer' | 'email'> & { offer: InvitationOffer }

const Welcome = ({ offer, enter, homeLink }: Answerable) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  return (
    <Answer
      icon={<CircleCheck aria-hidden className="text-success-text" />}
      title={t('offer.welcomeTitle', { organization: offer.organizationName })}
      text={
        <>
          {t('offer.welcomeText', { role: roleName({ key: offer.role, name: offer.roleName }) })}
          {enter.refusal && <span className="mt-2 block text-danger-text">{enter.refusal.message}</span>}
        </>
      }
      action={
        <>
          {homeLink(t('offer.stay'))}
          <Button isPending={enter.isPending} onClick={() => enter.run()}>
            {t('offer.enter', { organization: offer.organizationName })}
          </Button>
        </>
      }
    />
  )
}

const OpenOffer = ({ offer, email, accept, decline, signOut, signInLink, signUpLink }: Answerable & { email: string | null }) => {
  const { t, i18n } = useTranslation('organization')
  const roleName = useRoleWords()
  const isOther = email !== null && email.toLowerCase() !== offer.email.toLowerCase()
  const refusal = accept.refusal ?? decline.refusal
  const declineButton = (
    <Button variant="ghost" isPending={decline.isPending} onClick={() => decline.run()}>
      {t('offer.decline')}
    </Button>
  )
  return (
    <AccountCard
      mark={
        <Mark>
          <MailOpen aria-hidden />
        </Mark>
      }
      title={t('offer.title', { organization: offer.organizationName })}
      text={
        <>
          {t('offer.text', {
            person: offer.invitedByName,
            organization: offer.organizationName,
            role: roleName({ key: offer.role, name: offer.roleName }),
          })}
          <span className="mt-1 block text-13 text-ink-faint">
            {t('offer.for', { email: offer.email })}
            {sentenceGap(i18n.language)}
            {t('offer.until', { count: daysUntil(offer.expiresAt), date: formatDateTime(offer.expiresAt, 'day') })}
          </span>
        </>
      }
    >
      <div className="space-y-4">
        <ErrorSummary problems={[]} message={refusal?.message} attempt={accept.failures + decline.failures} />
        {isOther && (
          <p role="status" className="rounded-card bg-warning-soft p-4 text-14 text-warning-text">
            {t('offer.otherPerson', { email, invited: offer.email })}
          </p>
        )}
      </div>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {email === null ? (
          <>
            {declineButton}
            {offer.hasAccount ? signInLink(t('offer.signIn')) : signUpLink(t('offer.signUp'))}
          </>
        ) : isOther ? (
          <Button isPending={signOut.isPending} onClick={() => signOut.run()}>
            {t('offer.signOut')}
          </Button>
        ) : (
          <>
            {declineButton}
            <Button isPending={accept.isPending} onClick={() => accept.run()}>
              {t('offer.accept', { organization: offer.organizationName })}
            </Button>
          </>
        )}
      </div>
      {email === null && <p className="mt-4 text-13 text-ink-faint">{t(offer.hasAccount ? 'offer.signInText' : 'offer.signUpText', { email: offer.email })}</p>}
    </AccountCard>
  )
}
