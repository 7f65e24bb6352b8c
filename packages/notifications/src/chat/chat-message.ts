import { type Locale, type NotificationKind, quotableName } from '@pantheon/contract'
import type { About } from '../inbox/notification.ts'
import { anonymousSentence, pathOf, sentence } from '../inbox/sentences.ts'
import type { ChatAction, ChatContent } from './chat.port.ts'

/** The round and the stage, from 1, of a request. */
export interface Turn {
  round: number
  stage: number
}

/** The payload of a button: request, organization, round, stage and decision. Buttons older than the stage do not name it. */
export interface Ask {
  decision: 'approve' | 'reject'
  approvalId: string
  organizationId: string
  round: number
  stage?: number
}

/** At most 100 characters, the limit of Discord. */
const toValue = ({ decision, approvalId, organizationId, round, stage }: Ask & Turn): string => `${decision}:${approvalId}:${organizationId}:${round}:${stage}`

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const shape = new RegExp(`^(approve|reject):(${uuid}):(${uuid}):(\\d{1,7})(?::(\\d{1,3}))?$`)
/** Parses a button's value; undefined when it is not one of ours. */
export const fromValue = (value: string): Ask | undefined => {
  const [, decision, approvalId, organizationId, round, stage] = shape.exec(value) ?? []
  if (!decision || !approvalId || !organizationId) return undefined
  return { decision: decision === 'approve' ? 'approve' : 'reject', approvalId, organizationId, round: Number(round), ...(stage && { stage: Number(stage) }) }
}

const words: Record<Locale, Record<'approve' | 'reject' | 'open' | 'decided' | 'movedOn', string>> = {
  en: {
    approve: 'Approve',
    reject: 'Reject',
    open: 'Open',
    decided: 'No decision is needed any more.',
    movedOn: 'This stage is complete; the next approvers decide now.',
  },
  ja: {
    approve: '承認する',
    reject: '却下する',
    open: '開く',
    decided: 'これ以上の回答は必要ありません。',
    movedOn: 'このステージは終わり、次の承認者が承認します。',
  },
}

const asking: ReadonlySet<NotificationKind> = new Set<NotificationKind>(['approval.opened', 'approval.reminded', 'approval.escalated'])

/** True for notifications that ask for a decision. */
export const isAsking = (kind: NotificationKind): boolean => asking.has(kind)

/** An event to describe, with its actor; `personId` and `person` are null when nobody is named. */
export interface Happening {
  kind: NotificationKind
  about: About
  personId: string | null
  person: string | null
}

export interface ChatMessageInput extends Happening {
  organizationId: string
  organizationName: string
  /** The current turn of the request; buttons answer only that one. */
  turn: Turn | null
}

/** The user named in a line, so that the name can be removed later. */
const namedIn = (locale: Locale, line: string, { kind, about, personId, person }: Happening): Pick<ChatContent, 'people'> => {
  if (personId === null || person === null || line === sentence(locale, kind, about, null)) return {}
  return { people: [{ id: personId, line, anonymous: anonymousSentence(locale, kind, about) }] }
}

/** A notification as a chat message, with buttons when it asks for a decision. */
export const chatMessage = (locale: Locale, input: ChatMessageInput, publicUrl: string): ChatContent => {
  const { kind, about, person, organizationId, organizationName, turn } = input
  const text = sentence(locale, kind, about, person)
  const action = (decision: 'approve' | 'reject', turn: Turn): ChatAction => ({
    id: decision,
    label: words[locale][decision],
    value: toValue({ decision, approvalId: about.subjectId, organizationId, ...turn }),
  })
  return {
    text,
    details: [quotableName(organizationName)],
    link: { label: words[locale].open, url: `${publicUrl}${pathOf(about)}` },
    actions: isAsking(kind) && about.subject === 'approval' && turn !== null ? [action('approve', turn), action('reject', turn)] : [],
    ...namedIn(locale, text, input),
  }
}

/** The message after its request was decided: with the outcome and without buttons. */
export const answered = (locale: Locale, content: ChatContent, ending: Happening | 'moved_on' | 'over'): ChatContent => {
  const outcome =
    ending === 'moved_on' ? words[locale].movedOn : ending === 'over' ? words[locale].decided : sentence(locale, ending.kind, ending.about, ending.person)
  const people = [...(content.people ?? []), ...((typeof ending === 'object' && namedIn(locale, outcome, ending).people) || [])]
  return { ...content, details: [...content.details, outcome], actions: [], ...(people.length > 0 && { people }) }
}

/** The message without the name of a deleted user. */
export const anonymized = ({ people = [], ...content }: ChatContent, userId: string): ChatContent => {
  const anonymous = new Map(people.filter(({ id }) => id === userId).map((each) => [each.line, each.anonymous]))
  const others = people.filter(({ id }) => id !== userId)
  const without = (line: string): string => anonymous.get(line) ?? line
  return { ...content, text: without(content.text), details: content.details.map(without), ...(others.length > 0 && { people: others }) }
}

/** The message with the current name of its organization. */
export const underName = (content: ChatContent, organizationName: string): ChatContent => ({
  ...content,
  details: [quotableName(organizationName), ...content.details.slice(1)],
})
