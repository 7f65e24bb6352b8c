import { type Locale, type NotificationKind, type NotificationSubject, quotableName } from '@pantheon/contract'
import type { About } from '../inbox/notification.ts'
import { pathOf, sentence, subjectLine } from '../inbox/sentences.ts'
import type { MailContent } from './post.port.ts'

interface Letterhead {
  greeting: (name: string) => string
  stop: string
  buttons: Record<NotificationSubject, string>
  note: (url: string) => string
}

const heads: Record<Locale, Letterhead> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    stop: '.',
    buttons: {
      order: 'See the order',
      course: 'See the course',
      job: 'See what happened',
      approval: 'See the request',
      invitation: 'See the members',
      plan: 'See the plan',
      event: 'See the event',
    },
    note: (url) => `Choose which notifications you get in your settings: ${url}`,
  },
  ja: {
    greeting: (name) => `${name} 様`,
    stop: '。',
    buttons: {
      order: '注文を見る',
      course: '講座を見る',
      job: 'お知らせを見る',
      approval: '依頼を見る',
      invitation: 'メンバーを見る',
      plan: 'プランを見る',
      event: 'イベントを見る',
    },
    note: (url) => `受け取るお知らせとその方法は、設定で選べます：${url}`,
  },
}

/** Additional advice for some kinds, after the sentence. */
const advice: Partial<Record<NotificationKind, Record<Locale, string>>> = {
  'order.failed': {
    en: 'You do not need to do anything now. The page of the order shows what happened and what you can do.',
    ja: '現時点で必要な手続きはありません。経緯と今後の選択肢は注文のページでご確認いただけます。',
  },
  'payment.failed': {
    en: 'Nothing was charged. The order is kept, and you can pay for it with another card.',
    ja: '請求は行われていません。ご注文はそのまま残っていますので、別のカードでお支払いいただけます。',
  },
  'payment.refunded': {
    en: 'Depending on your bank, it can take up to ten days.',
    ja: '口座への反映には、金融機関により最大10日ほどかかることがあります。',
  },
  'payment.refund_failed': {
    en: 'The bank did not accept the refund. The shop still owes it, and can refund the order again from its page.',
    ja: '金融機関に受け付けられなかったため、返金がまだ済んでいません。お店は注文のページからもう一度返金できます。',
  },
  'subscription.unpaid': {
    en: 'The card was declined. We retry over the next days, and the plan stays active for a week. Use another card to pay at once.',
    ja: 'カードが承認されませんでした。数日のあいだ自動で再度お試しし、プランは1週間そのままご利用いただけます。別のカードに変更すると、すぐにお支払いいただけます。',
  },
  'subscription.lapsed': {
    en: 'Your organization is on the free plan now. Its courses and orders are kept. The page of the plan shows how to subscribe again.',
    ja: '現在は無料プランです。講座とご注文はそのまま残っています。再開の方法はプランのページでご確認いただけます。',
  },
  'subscription.called_off': {
    en: 'Your organization already had a plan, which continues as before. Depending on your bank, the refund can take up to ten days.',
    ja: 'すでにプランをご契約中に、もう一つのお支払いが行われました。ご契約中のプランはそのまま続きます。口座への反映には、金融機関により最大10日ほどかかることがあります。',
  },
  'subscription.ended': {
    en: 'Nothing more is charged. Your organization is on the free plan now. Its courses and orders are kept.',
    ja: '今後の請求はありません。現在は無料プランです。講座とご注文はそのまま残っています。',
  },
  'subscription.reduced': {
    en: 'From now on you pay its price every month, and get its credits.',
    ja: '今後は、このプランの料金を毎月お支払いいただき、このプランのクレジットが付与されます。',
  },
  'job.refused': {
    en: 'The order is paid. On its page you can mark it as delivered, or refund it.',
    ja: '注文は支払い済みで、対応を待っています。注文のページで、手作業で納品して納品済みにするか、返金してください。',
  },
  'event.parked': {
    en: 'Only later events of the same subject wait; everything else continues. In Pantheon you can see why it failed, and replay or drop it.',
    ja: 'ほかの処理は続いており、同じ対象のイベントだけが後ろで待っています。Pantheon で失敗の理由を確認し、再実行または破棄できます。',
  },
  'approval.sent_back': {
    en: 'It continues as soon as you have changed and resubmitted it.',
    ja: '内容を修正して再提出すると、手続きが再開します。',
  },
}

/** A notification as a mail in the reader's language. `publicUrl` is the base URL of the site. */
export const notificationEmail = (
  { name, locale }: { name: string; locale: Locale },
  { kind, about, person }: { kind: NotificationKind; about: About; person: string | null },
  publicUrl: string,
): MailContent => {
  const head = heads[locale]
  const statement = sentence(locale, kind, about, person)
  const more = advice[kind]?.[locale]
  return {
    subject: subjectLine(locale, kind, about),
    greeting: head.greeting(quotableName(name)),
    paragraphs: [`${statement}${head.stop}`, ...(more === undefined ? [] : [more])],
    button: { label: head.buttons[about.subject], url: `${publicUrl}${pathOf(about)}` },
    note: head.note(`${publicUrl}/settings/notifications`),
  }
}
