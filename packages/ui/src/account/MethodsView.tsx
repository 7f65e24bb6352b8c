'use client'
import type { SignInMethods } from '@pantheon/contract'
import { LockKeyhole } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { toast } from '../patterns/toast.ts'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import type { Action, Loaded } from './action.ts'
import { Confirm } from './Confirm.tsx'
import { type GithubEntry, GithubMark } from './GithubButton.tsx'
import { LoadedView } from './LoadedView.tsx'
import { SettingsSection } from './SettingsSection.tsx'

export interface MethodsViewProps {
  methods: Loaded<SignInMethods>
  /** Undefined where the server does not offer it. */
  github: GithubEntry | undefined
  unlink: Action<void>
  passwordHref: string
  linkComponent: ShellLink
}

interface MethodProps {
  icon: ReactNode
  name: string
  state: string
  isInUse: boolean
  action?: ReactNode
  below?: ReactNode
}

const Method = ({ icon, name, state, isInUse, action, below }: MethodProps) => {
  const { t } = useTranslation('account')
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-control bg-sunken text-ink-muted [&_svg]:size-5">
          {icon}
        </span>
        <div className="min-w-0 flex-1 basis-28">
          <h3 className="flex flex-wrap items-center gap-2 text-14 font-semibold">
            {name}
            {isInUse && <Badge tone="success">{t('methods.inUse')}</Badge>}
          </h3>
          <p className="text-13 text-ink-muted">{state}</p>
        </div>
        {action}
      </div>
      {below}
    </li>
  )
}

/** Sign-in methods: password and GitHub. The last one cannot be removed. */
export const MethodsView = ({ methods, github, unlink, passwordHref, linkComponent: Link }: MethodsViewProps) => {
  const { t } = useTranslation('account')
  const [isAsking, setAsking] = useState(false)
  const stateOf = (linked: SignInMethods['github']) => {
    if (linked) return t('methods.githubLinked', { login: linked.login })
    return t(github ? 'methods.githubNone' : 'methods.githubNotOffered')
  }
  return (
    <SettingsSection title={t('settings.methods')} text={t('methods.text')}>
      <LoadedView state={methods}>
        {({ hasPassword, github: linked }) => (
          <ul className="divide-y">
            <Method
              icon={<LockKeyhole />}
              name={t('methods.password')}
              state={t(hasPassword ? 'methods.passwordSet' : 'methods.passwordNone')}
              isInUse={hasPassword}
              action={
                <Button asChild variant="secondary">
                  <Link href={passwordHref}>{t(hasPassword ? 'methods.passwordChange' : 'methods.passwordAdd')}</Link>
                </Button>
              }
            />
            <Method
              icon={<GithubMark />}
              name={t('methods.github')}
              state={stateOf(linked)}
              isInUse={linked !== null}
              action={
                linked
                  ? hasPassword && (
                      <Button variant="secondary" onClick={() => setAsking(true)}>
                        {t('methods.unlink')}
                      </Button>
                    )
                  : github && (
                      <Button variant="secondary" isPending={github.isPending} onClick={github.begin}>
                        {t('methods.link')}
                      </Button>
                    )
              }
              below={
                <>
                  {linked && !hasPassword && <p className="mt-3 text-13 text-ink-muted">{t('methods.onlyOne')}</p>}
                  {github?.refusal && (
                    <p role="alert" className="mt-3 text-13 text-danger-text">
                      {github.refusal.message}
                    </p>
                  )}
                </>
              }
            />
          </ul>
        )}
      </LoadedView>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('methods.unlinkTitle')}
        text={t('methods.unlinkText')}
        verb={t('methods.unlink')}
        action={unlink}
        onConfirm={() =>
          unlink.run(undefined, () => {
            setAsking(false)
            toast.success(t('github.unlinked'))
          })
        }
      />
    </SettingsSection>
  )
}
