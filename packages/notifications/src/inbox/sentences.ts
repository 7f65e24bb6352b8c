import { type Locale, type NotificationKind, type NotificationSubject, notificationPath, quotableName } from '@pantheon/contract'
import type { About } from './notification.ts'

type Say = (title: string, person: string | null) => string

const english: Record<NotificationKind, Say> = {
  'order.fulfilled': (title, person) => (person ? `${person} delivered ${title}` : `${title} was delivered`),
  'order.failed': (title) => `${title} could not be finished`,
  'order.cancelled': (title, person) => (person ? `${person} cancelled ${title}` : `${title} was cancelled`),
  'order.refunded': (title, person) => (person ? `${person} refunded ${title}` : `${title} was refunded`),
  'payment.failed': (title) => `The payment for ${title} failed`,
  'payment.refunded': (title) => `A refund for ${title} was started`,
  'payment.refund_failed': (title) => `The refund for ${title} failed`,
  'subscription.unpaid': (title) => `The renewal of ${title} could not be paid`,
  'subscription.lapsed': (title) => `${title} ended because its renewal was not paid`,
  'subscription.called_off': (title) => `The duplicate subscription to ${title} was cancelled and refunded`,
  'subscription.ended': (title) => `${title} ended after it was cancelled`,
  'subscription.reduced': (title) => `Your plan was changed to ${title}`,
  'job.refused': (title) => `The agent cannot work with the order of ${title}`,
  'job.failed': (title) => `${title} failed`,
  'invitation.accepted': (_, person) => (person ? `${person} joined your organization` : 'Your invitation was accepted'),
  'approval.opened': (title, person) => (person ? `${person} asks for your approval of ${title}` : `${title} needs your approval`),
  'approval.reminded': (title) => `${title} still needs your approval`,
  'approval.escalated': (title) => `${title} was escalated to you for approval`,
  'approval.approved': (title, person) => (person ? `${person} approved ${title}` : `${title} was approved`),
  'approval.rejected': (title, person) => (person ? `${person} rejected ${title}` : `${title} was rejected`),
  'approval.expired': (title) => `The approval of ${title} expired`,
  'approval.sent_back': (title, person) => (person ? `${person} sent ${title} back for changes` : `${title} was sent back for changes`),
  'event.parked': (title) => `${title} failed and is parked`,
}
const japanese: Record<NotificationKind, Say> = {
  'order.fulfilled': (title, person) => (person ? `${person}さんが${title}を納品しました` : `${title}を納品しました`),
  'order.failed': (title) => `${title}を完成できませんでした`,
  'order.cancelled': (title, person) => (person ? `${person}さんが${title}の注文をキャンセルしました` : `${title}の注文がキャンセルされました`),
  'order.refunded': (title, person) => (person ? `${person}さんが${title}を返金しました` : `${title}が返金されました`),
  'payment.failed': (title) => `${title}のお支払いに失敗しました`,
  'payment.refunded': (title) => `${title}の返金手続きを行いました`,
  'payment.refund_failed': (title) => `${title}の返金ができませんでした`,
  'subscription.unpaid': (title) => `${title}の更新のお支払いに失敗しました`,
  'subscription.lapsed': (title) => `更新のお支払いがなかったため、${title}の適用が終わりました`,
  'subscription.called_off': (title) => `二重に契約された${title}を解約し、返金しました`,
  'subscription.ended': (title) => `解約済みの${title}が終了しました`,
  'subscription.reduced': (title) => `下位プランの${title}に切り替わりました`,
  'job.refused': (title) => `エージェントが${title}の注文を処理できません`,
  'job.failed': (title) => `${title}が失敗しました`,
  'invitation.accepted': (_, person) => (person ? `${person}さんが組織に参加しました` : 'お送りした招待が承諾されました'),
  'approval.opened': (title, person) => (person ? `${person}さんが${title}の承認を求めています` : `${title}の承認をお願いします`),
  'approval.reminded': (title) => `${title}の承認がまだ済んでいません`,
  'approval.escalated': (title) => `${title}の承認が引き継がれました`,
  'approval.approved': (title, person) => (person ? `${person}さんが${title}を承認しました` : `${title}が承認されました`),
  'approval.rejected': (title, person) => (person ? `${person}さんが${title}を却下しました` : `${title}が却下されました`),
  'approval.expired': (title) => `${title}の承認の期限が切れました`,
  'approval.sent_back': (title, person) => (person ? `${person}さんが${title}を修正のため差し戻しました` : `${title}が修正のため差し戻されました`),
  'event.parked': (title) => `${title}を処理できず、保留しました。対応が必要です`,
}
const untitled: Record<Locale, Record<NotificationSubject, string>> = {
  en: { order: 'your order', course: 'a course', job: 'a job', approval: 'a request', invitation: 'your invitation', plan: 'your plan', event: 'an event' },
  ja: { order: 'ご注文', course: '講座', job: 'ジョブ', approval: '依頼', invitation: '招待', plan: 'ご契約のプラン', event: 'イベント' },
}

/** Shown in place of the name of a deleted user. */
const deletedUser: Record<Locale, string> = { en: 'a deleted user', ja: '退会した人' }

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const render = (locale: Locale, kind: NotificationKind, { subject, title }: About, who: string | null): string => {
  const name = title === null ? untitled[locale][subject] : locale === 'ja' ? `「${quotableName(title, 120)}」` : `“${quotableName(title, 120)}”`
  return capitalized((locale === 'ja' ? japanese : english)[kind](name, who))
}

/** A notification as one sentence without its full stop. */
export const sentence = (locale: Locale, kind: NotificationKind, about: About, person: string | null): string =>
  render(locale, kind, about, person === null ? null : locale === 'ja' ? `「${quotableName(person)}」` : `“${quotableName(person)}”`)

/** The same sentence about a deleted user. */
export const anonymousSentence = (locale: Locale, kind: NotificationKind, about: About): string =>
  render(locale, kind, about, deletedUser[locale]).replace(`${deletedUser.ja}さん`, deletedUser.ja)

/** The subject of its mail, without any user-supplied text. Names of plans are ours, so they may appear. */
export const subjectLine = (locale: Locale, kind: NotificationKind, about: About): string =>
  sentence(locale, kind, about.subject === 'plan' ? about : { ...about, title: null }, null)

/** The path of a notification's page on our site, by default the inbox. */
export const pathOf = (about: About): string => notificationPath(about) ?? '/notifications'
