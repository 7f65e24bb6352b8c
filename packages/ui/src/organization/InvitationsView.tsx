'use client'
import type { Invitation, Locale, Permission, Role } from '@pantheon/contract'
import { Ban, Mail, RotateCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded, LoadedPages } from '../account/action.ts'
import { LoadedView, Locked, Refused } from '../account/LoadedView.tsx'
import { type Column, DataTable } from '../patterns/DataTable.tsx'
import { RowText } from '../patterns/RowText.tsx'
import { EmptyState } from '../patterns/states.tsx'
import { toast } from '../patterns/toast.ts'
import { Badge, type Tone } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { DateTime } from '../primitives/DateTime.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { Confirm } from './Confirm.tsx'
import { InviteForm } from './InviteForm.tsx'
import { isWithin } from './rights.ts'
import { Section } from './Section.tsx'
import { useRoleWords } from './words.ts'

export interface InvitationsViewProps {
  held: readonly Permission[]
  locale: Locale
  /** The user's own e-mail: inviting requires a verified address. */
  sender: { email: string; isEmailVerified: boolean }
  invitations: LoadedPages<Invitation>
  roles: Loaded<readonly Role[]>
  invite: Action<{ email: string; role: string; locale: Locale }>
  revoke: Action<{ id: string }>
}

const tones: Record<Invitation['status'], Tone> = { pending: 'info', accepted: 'success', declined: 'warning', revoked: 'neutral', expired: 'neutral' }
const rowKey = (invitation: Invitation) => invitation.id
const rowVersion = (invitation: Invitation) => invitation.status

/** Invitations by mail, and their states. */
export const InvitationsView = ({ held, locale, sender, invitations, roles, invite, revoke }: InvitationsViewProps) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const [leaving, setLeaving] = useState<Invitation>()
  /** The initial values of the form: empty, or those of an invitation to repeat. */
  const [draft, setDraft] = useState({ email: '', role: 'member', turn: 0 })
  const { reset: forget } = invite
  const columns = useMemo((): Column<Invitation>[] => {
    const isOwn = ({ role }: Invitation) =>
      isWithin(
        held,
        roles.data?.find(({ key }) => key === role),
      )
    const again = ({ email, role }: Invitation) => {
      forget()
      setDraft(({ turn }) => ({ email, role, turn: turn + 1 }))
    }
    return [
      { id: 'email', header: t('invitations.email'), isName: true, cell: (invitation) => <span className="break-all">{invitation.email}</span> },
      { id: 'role', header: t('members.role'), isText: true, cell: ({ role, roleName: name }) => roleName({ key: role, name }) },
      {
        id: 'status',
        header: t('invitations.status'),
        cell: ({ status }) => (
          <Badge tone={tones[status]} hasDot>
            {t(`invitations.state.${status}`)}
          </Badge>
        ),
      },
      {
        id: 'expires',
        header: t('invitations.expires'),
        cell: ({ status, expiresAt }) =>
          status === 'pending' ? <DateTime at={expiresAt} precision="day" className="text-ink-muted" /> : <span aria-hidden>–</span>,
      },
      {
        id: 'sent',
        header: t('invitations.sent'),
        isText: true,
        cell: ({ createdAt, invitedBy }) => (
          <RowText quiet={invitedBy.name}>
            <DateTime at={createdAt} precision="day" className="whitespace-nowrap text-ink-muted" />
          </RowText>
        ),
      },
      {
        id: 'actions',
        header: t('members.actions'),
        align: 'end',
        cell: (invitation) =>
          invitation.status === 'pending' ? (
            isOwn(invitation) && (
              <Button variant="ghost" size="small" onClick={() => setLeaving(invitation)}>
                <Ban aria-hidden />
                {t('invitations.revoke')}
              </Button>
            )
          ) : invitation.status === 'accepted' ? (
            <span aria-hidden>–</span>
          ) : (
            <Button variant="ghost" size="small" onClick={() => again(invitation)}>
              <RotateCw aria-hidden />
              {t('invitations.again')}
            </Button>
          ),
      },
    ]
  }, [t, roleName, held, roles.data, forget])
  if (!held.includes('member:manage')) return <Locked permission="member:manage" />
  const close = () => {
    setLeaving(undefined)
    revoke.reset()
  }
  const withdraw = (invitation: Invitation) =>
    revoke.run({ id: invitation.id }, () => {
      toast.success(t('invitations.revoked', { email: invitation.email }))
      close()
    })
  const rows = invitations.data
  return (
    <div className="space-y-6">
      <Section title={t('invite.title')} text={t('invite.text')}>
        {sender.isEmailVerified ? (
          <LoadedView state={roles} skeleton={<Skeleton shape="text" className="h-16" />}>
            {(all) => <InviteForm key={draft.turn} draft={draft} locale={locale} roles={all.filter((role) => isWithin(held, role))} invite={invite} />}
          </LoadedView>
        ) : (
          <p className="break-words text-14 text-warning-text">{t('invite.unverified', { email: sender.email })}</p>
        )}
      </Section>
      {rows === undefined && invitations.refusal ? (
        <Refused refusal={invitations.refusal} retry={invitations.retry} />
      ) : rows?.length === 0 ? (
        <EmptyState icon={<Mail />} title={t('invitations.emptyTitle')}>
          {t('invitations.emptyText')}
        </EmptyState>
      ) : (
        <DataTable caption={t('invitations.caption')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} skeletonRows={3} />
      )}
      {invitations.more && (
        <div className="text-center">
          <Button variant="secondary" isPending={invitations.more.isLoading} onClick={invitations.more.load}>
            {t('showMore')}
          </Button>
        </div>
      )}
      {leaving && (
        <Confirm
          isOpen
          isDanger
          title={t('invitations.revokeTitle', { email: leaving.email })}
          text={t('invitations.revokeText')}
          verb={t('invitations.revokeVerb')}
          isPending={revoke.isPending}
          refusal={revoke.refusal}
          failures={revoke.failures}
          onConfirm={() => withdraw(leaving)}
          onClose={close}
        />
      )}
    </div>
  )
}
