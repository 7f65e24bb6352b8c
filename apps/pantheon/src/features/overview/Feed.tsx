'use client'
import type { CompositeState, LoggedEvent, SubjectType } from '@pantheon/contract'
import { cn, RelativeTime, type Tone } from '@pantheon/ui'
import {
  Bell,
  BookOpen,
  Building2,
  CalendarOff,
  CalendarSync,
  CircleAlert,
  Cloud,
  Cog,
  CreditCard,
  FileText,
  KeyRound,
  LogIn,
  type LucideIcon,
  MailPlus,
  Package,
  Scale,
  ShieldCheck,
  ShoppingBag,
  SquareKanban,
  Stamp,
  Undo2,
  UserRound,
  UsersRound,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedOf, sentenceOf, toneOf } from './feed.ts'
import { Nothing, Panel } from './Panel.tsx'
import { useHeldList } from './use-held-list.ts'

const icons: Record<SubjectType, LucideIcon> = {
  user: UserRound,
  session: LogIn,
  organization: Building2,
  invitation: MailPlus,
  team: UsersRound,
  role: ShieldCheck,
  api_key: KeyRound,
  task: SquareKanban,
  event: CircleAlert,
  product: Package,
  order: ShoppingBag,
  payment: CreditCard,
  refund: Undo2,
  invoice: FileText,
  subscription: CalendarSync,
  approval: Stamp,
  absence: CalendarOff,
  policy: Scale,
  job: Cog,
  course: BookOpen,
  notification: Bell,
  inbox: Bell,
  aws_action: Cloud,
}
const plates: Partial<Record<Tone, string>> = { danger: 'bg-danger-soft text-danger-text', success: 'bg-success-soft text-success-text' }
const keyOf = (event: LoggedEvent) => event.id

const FeedLine = ({ event, sentence }: { event: LoggedEvent; sentence: string }) => {
  const Icon = icons[event.subject.type]
  return (
    <li className="flex animate-rise gap-3 py-2.5">
      <span aria-hidden className={cn('grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-ink-faint', plates[toneOf(event)])}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 pt-0.5">
        <p title={sentence} className="line-clamp-2 text-14 leading-5">
          {sentence}
        </p>
        <RelativeTime at={event.at} className="text-12 text-ink-faint" />
      </div>
    </li>
  )
}

/** The event feed, newest first. It pauses while it is hovered or focused. */
export const Feed = ({ state }: { state: CompositeState }) => {
  const { t, i18n } = useTranslation()
  const [isHeld, setHeld] = useState(false)
  const events = useMemo(() => feedOf(state.latestEvents), [state.latestEvents])
  const { shown, waiting } = useHeldList(events, isHeld, keyOf)
  return (
    <Panel
      title={t('overview.feed')}
      aside={
        <span role="status" className="text-12 font-medium text-accent-text">
          {waiting > 0 && t('overview.feedNew', { count: waiting })}
        </span>
      }
    >
      {shown.length === 0 ? (
        <Nothing title={t('overview.feedEmpty')} text={t('overview.feedEmptyText')} />
      ) : (
        <ol
          // Scrollable, so it must be reachable by keyboard; focus pauses the list like hovering.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs a tab stop
          tabIndex={0}
          aria-label={t('overview.feed')}
          // It fades out at the bottom; the padding keeps the last row above the fade.
          className="-mx-1 max-h-[34rem] divide-y overflow-y-auto px-1 pb-10 [mask-image:linear-gradient(to_bottom,black_calc(100%-2.5rem),transparent)]"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          {shown.map((event) => (
            <FeedLine key={event.id} event={event} sentence={sentenceOf(event, { state, t, language: i18n.language })} />
          ))}
        </ol>
      )}
    </Panel>
  )
}
