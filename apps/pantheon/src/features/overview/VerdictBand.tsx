'use client'
import type { CompositeState } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { ArrowRight, Check, CircleAlert, Eye } from 'lucide-react'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { Constellation } from '../branding/Constellation.tsx'
import { HeroBackground } from '../branding/NightSky.tsx'
import { useNow } from '../live/use-now.ts'
import { useParkedCount } from '../parked-events/use-parked-count.ts'
import { useAccount } from '../session/use-session.ts'
import { type ConcernKind, judge, type VerdictLevel } from './verdict.ts'

const signs: Record<VerdictLevel, { Icon: typeof Check; className: string }> = {
  well: { Icon: Check, className: 'bg-success text-white' },
  look: { Icon: Eye, className: 'bg-gold text-sky-deep' },
  trouble: { Icon: CircleAlert, className: 'bg-danger text-white' },
}

const statuses = { jobs_failed: 'failed', jobs_waiting: 'queued' } as const
/** The page for each of the other concerns. */
const places: Record<Exclude<ConcernKind, keyof typeof statuses>, string> = {
  orders_failed: '/orders/?status=failed',
  orders_unpaid: '/orders/?status=awaiting_payment',
  orders_unapproved: '/orders/?status=awaiting_approval',
  orders_undelivered: '/orders/?status=paid',
  payments_declined: '/orders/?status=awaiting_payment',
  events_parked: '/parked-events/',
  resources_failed: '/architecture/?state=failed',
}

/** Jobs are shown at their agent. */
const placeOf = (kind: ConcernKind, { agentState }: CompositeState): string => {
  if (kind !== 'jobs_failed' && kind !== 'jobs_waiting') return places[kind]
  const job = agentState.latestJobs.find(({ status }) => status === statuses[kind])
  return job ? `/agents/?agent=${job.agentId}` : '/agents/'
}

/** The overall status in one line. */
export const VerdictBand = ({ state }: { state: CompositeState }) => {
  const { t, i18n } = useTranslation()
  const account = useAccount()
  const isOperator = account?.permissions.includes('order:fulfil') ?? false
  const parked = useParkedCount(account?.permissions.includes('event:manage') ?? false)
  const { level, concerns } = judge(state, useNow(15_000), { parked, isOperator })
  const { Icon, className } = signs[level]
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(state.lastUpdated))
  return (
    <section className="night-sky relative overflow-hidden rounded-card">
      <HeroBackground seed={23} count={110} />
      <div className="relative grid items-center gap-x-8 gap-y-2 px-6 py-7 md:px-9 lg:grid-cols-[minmax(0,1fr)_16rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div>
          <div role="status" className="flex items-center gap-4">
            <span aria-hidden className={cn('grid size-11 shrink-0 place-items-center rounded-full', className)}>
              <Icon className="size-6" strokeWidth={2.4} />
            </span>
            <h1 className="text-24 font-semibold md:text-32">
              {level === 'well' ? t('overview.verdict.well') : t(`overview.verdict.${level}`, { count: concerns.length })}
            </h1>
          </div>
          <div className="mt-4 md:pl-15">
            {concerns.length === 0 ? (
              <p className="text-star-muted">{t('overview.verdictWell')}</p>
            ) : (
              <ul className="space-y-1.5">
                {concerns.map(({ kind, count }) => (
                  <li key={kind}>
                    <Link href={placeOf(kind, state)} className="group inline-flex min-h-6 flex-wrap items-center gap-x-2 rounded-control outline-white">
                      <span className="underline decoration-white/40 underline-offset-4 group-hover:decoration-white">
                        {t(`overview.concern.${kind}`, { count })}
                      </span>
                      <ArrowRight aria-hidden className="size-4 transition-transform group-hover:translate-x-0.5" />
                      {kind === 'resources_failed' && state.awsState?.source === 'demo' && (
                        <span className="shrink-0 rounded-full px-2 text-12 leading-5 text-star-muted ring-1 ring-white/30">{t('overview.demoEstate')}</span>
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            <p className="mt-4 text-12 text-star-muted tabular-nums">
              {t('overview.asOf', { time })} · {t('overview.people', { count: state.userState.users })} ·{' '}
              {t('overview.organizations', { count: state.userState.organizations })}
            </p>
          </div>
        </div>
        <Constellation agents={state.agentState.agents} className="w-full max-w-100 justify-self-center max-lg:hidden" />
      </div>
    </section>
  )
}
