import { type Locale, type NotificationKind, type NotificationSubject, notificationPath, quotableName } from '@pantheon/contract'
import type { About } from './notification.ts'

type Say = (title: string, person: string | null) => string

const english: Record<NotificationKind, Say> = {
  'order.fulfilled': (title, person) => (person ? `${person} delivered ${title}` : `${title} is ready`),
  'order.failed': (title) => `${title} could not be finished`,
  'order.cancelled': (title, person) => (person ? `${person} cancelled ${title}` : `${title} was cancelled`),
  'order.refunded': (title, person) => (person ? `${person} refunded ${title}` : `${title} was refunded`),
  'payment.failed': (title) => `The payment for ${title} failed`,
  'payment.refunded': (title) => `Money for ${title} is on its way back to you`,
  'payment.refund_failed': (title) => `The refund for ${title} did not go through`,
  'subscription.unpaid': (title) => `The renewal of ${title} could not be paid`,
  'subscription.lapsed': (title) => `${title} stopped, because its renewal was not paid`,
  'subscription.called_off': (title) => `The second subscription, to ${title}, was ended and its money given back`,
  'subscription.ended': (title) => `${title}, which was cancelled, has ended`,
  'subscription.reduced': (title) => `Your smaller plan, ${title}, has begun`,
  'job.refused': (title) => `The agent cannot work with the order of ${title}`,
  'job.failed': (title) => `Work on ${title} failed`,
  'invitation.accepted': (_, person) => (person ? `${person} joined your organization` : 'An invitation of yours was accepted'),
  'approval.opened': (title, person) => (person ? `${person} asks you to decide on ${title}` : `${title} needs your decision`),
  'approval.reminded': (title) => `${title} still needs your decision`,
  'approval.escalated': (title) => `${title} was passed on to you for a decision`,
  'approval.approved': (title, person) => (person ? `${person} approved ${title}` : `${title} was approved`),
  'approval.rejected': (title, person) => (person ? `${person} rejected ${title}` : `${title} was rejected`),
  'approval.expired': (title) => `Nobody decided on ${title} in time`,
  'approval.sent_back': (title, person) => (person ? `${person} sent ${title} back to you for changes` : `${title} was sent back to you for changes`),
  'event.parked': (title) => `${title} could not be handled and waits for you`,
}
const japanese: Record<NotificationKind, Say> = {
  'order.fulfilled': (title, person) => (person ? `${person}さんが${title}を納品しました` : `${title}ができあがりました`),
  'order.failed': (title) => `${title}を完成できませんでした`,
  'order.cancelled': (title, person) => (person ? `${person}さんが${title}の注文を取り消しました` : `${title}の注文が取り消されました`),
  'order.refunded': (title, person) => (person ? `${person}さんが${title}の代金を返金しました` : `${title}の代金が返金されました`),
  'payment.failed': (title) => `${title}のお支払いに失敗しました`,
  'payment.refunded': (title) => `${title}の返金手続きを行いました`,
  'payment.refund_failed': (title) => `${title}の返金ができませんでした`,
  'subscription.unpaid': (title) => `${title}の更新のお支払いに失敗しました`,
  'subscription.lapsed': (title) => `更新のお支払いがなかったため、${title}の適用が終わりました`,
  'subscription.called_off': (title) => `二重に契約された${title}を解約し、代金を返金しました`,
  'subscription.ended': (title) => `解約済みの${title}が終了しました`,
  'subscription.reduced': (title) => `下位プランの${title}に切り替わりました`,
  'job.refused': (title) => `エージェントが${title}の注文を処理できません`,
  'job.failed': (title) => `${title}の作業に失敗しました`,
  'invitation.accepted': (_, person) => (person ? `${person}さんが組織に参加しました` : 'あなたの招待が承諾されました'),
  'approval.opened': (title, person) => (person ? `${person}さんが${title}の承認を求めています` : `${title}があなたの承認を待っています`),
  'approval.reminded': (title) => `${title}がまだあなたの承認を待っています`,
  'approval.escalated': (title) => `${title}の承認があなたに引き継がれました`,
  'approval.approved': (title, person) => (person ? `${person}さんが${title}を承認しました` : `${title}が承認されました`),
  'approval.rejected': (title, person) => (person ? `${person}さんが${title}を却下しました` : `${title}が却下されました`),
  'approval.expired': (title) => `${title}は期限までに承認されませんでした`,
  'approval.sent_back': (title, person) => (person ? `${person}さんが${title}を修正のため差し戻しました` : `${title}が修正のため差し戻されました`),
  'event.parked': (title) => `${title}を処理できませんでした。対応が必要です`,
}
const untitled: Record<Locale, Record<NotificationSubject, string>> = {
  en: { order: 'your order', course: 'a course', job: 'a job', approval: 'a request', invitation: 'your invitation', plan: 'your plan', event: 'an event' },
  ja: { order: 'ご注文', course: '講座', job: 'ジョブ', approval: '依頼', invitation: '招待', plan: 'ご契約のプラン', event: 'イベント' },
}

/** A notification as one sentence without its full stop. */
export const sentence = (locale: Locale, kind: NotificationKind, { subject, title }: About, person: string | null): string => {
  const name = title === null ? untitled[locale][subject] : locale === 'ja' ? `「${quotableName(title, 120)}」` : `“${quotableName(title, 120)}”`
  const who = person === null ? null : locale === 'ja' ? `「${quotableName(person)}」` : `“${quotableName(person)}”`
  const said = (locale === 'ja' ? japanese : english)[kind](name, who)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** The subject of a mail about it: ours, without a word that somebody else chose. What a plan is called is ours too. */
export const subjectLine = (locale: Locale, kind: NotificationKind, about: About): string =>
  sentence(locale, kind, about.subject === 'plan' ? about : { ...about, title: null }, null)

/** Where a notification leads on our site: to the inbox, where there is nothing else to see. */
export const pathOf = (about: About): string => (about.subject === 'event' ? '/pantheon/parked-events/' : (notificationPath(about) ?? '/notifications'))
