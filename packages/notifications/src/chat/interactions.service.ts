import { type ErrorCode, errors, type Locale } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, failureOf, type Logger } from '@pantheon/kernel'
import type { Interaction } from './chat.port.ts'
import { findLinkOf } from './chat-links.repo.ts'
import type { ChatLinksInternals } from './chat-links.service.ts'
import { type Ask, fromValue } from './chat-message.ts'

export interface InteractionHandlerDeps {
  db: Db
  logger: Logger
  links: Pick<ChatLinksInternals, 'begin'>
  /** The user as an actor in an organization; null when they are no member or may not decide. */
  actorOf: (userId: string, organizationId: string) => Promise<Actor | null>
  /** The same use case as in the web app. */
  decide: (actor: Actor, ask: Ask) => Promise<unknown>
  publicUrl: string
}

const japanese: Partial<Record<ErrorCode, string>> = {
  'auth.forbidden': 'この操作の権限がありません。',
  'approval.not_found': 'この依頼は見つかりません。',
  'approval.own_request': '自分の依頼を自分で承認することはできません。',
  'approval.not_your_turn': '現在のステージの承認者ではありません。',
  'approval.already_voted': 'このステージではすでに回答しています。',
  'approval.wrong_state': 'この依頼はすでに終了しています。',
  'approval.sent_back': 'この依頼は修正のため差し戻されています。',
  'version.stale': '依頼の状況が変わりました。最新の状況をご確認ください。',
}
const words = {
  en: {
    link: (url: string, code: string) =>
      `This chat account is not linked yet. Open ${url} while you are signed in, and confirm the code ${code} within 15 minutes. Then press the button again. Do not share the code.`,
    approve: 'You approved the request.',
    reject: 'You rejected the request.',
    notMember: 'You are not a member of the organization of this request.',
    unknown: 'This button is out of date.',
    broken: 'That did not work, and nothing was changed. Try again in a moment.',
  },
  ja: {
    link: (url: string, code: string) =>
      `まだアカウントが連携されていません。ログインした状態で ${url} を開き、15分以内にコード ${code} を確認してください。その後、もう一度ボタンを押してください。コードは他の人に教えないでください。`,
    approve: '承認を受け付けました。',
    reject: '却下を受け付けました。',
    notMember: 'この依頼の組織に所属していません。',
    unknown: 'このボタンは古くなっています。',
    broken: '処理できませんでした。何も変更されていません。少し待ってからもう一度お試しください。',
  },
} satisfies Record<Locale, unknown>

const refusal = (locale: Locale, code: ErrorCode): string => (locale === 'ja' ? (japanese[code] ?? words.ja.broken) : errors[code].message)

/** Handles buttons pressed in a chat. The response is visible to the presser only. */
export const createInteractionHandler = ({ db, logger, links, actorOf, decide, publicUrl }: InteractionHandlerDeps) => {
  const settle = async (userId: string, locale: Locale, ask: Ask): Promise<string> => {
    const actor = await actorOf(userId, ask.organizationId)
    if (!actor) return words[locale].notMember
    // The routers check this permission; a chat calls the use case without a router, so it is checked here.
    if (!actor.permissions.has('approval:decide')) return refusal(locale, 'auth.forbidden')
    await decide(actor, ask)
    return words[locale][ask.decision]
  }
  const introduce = async (interaction: Interaction): Promise<string> => {
    const code = await links.begin(interaction)
    return words[interaction.locale].link(`${publicUrl}/settings/notifications?code=${code}`, code)
  }

  /** Handles a pressed button: decides through the same use case as the web app, or responds why not. Never rejects. */
  return async (interaction: Interaction): Promise<string> => {
    const { channel, chatUser } = interaction
    let { locale } = interaction
    try {
      const ask = fromValue(interaction.value)
      if (!ask) return words[locale].unknown
      const link = await findLinkOf(db, channel, chatUser.id)
      if (!link) return await introduce(interaction)
      locale = link.locale
      return await settle(link.userId, locale, ask)
    } catch (error) {
      const failure = failureOf(error)
      if (failure && failure.kind !== 'internal') return refusal(locale, failure.code)
      logger.error({ err: error, channel }, 'a press in a chat failed on our side')
      return words[locale].broken
    }
  }
}
export type InteractionHandler = ReturnType<typeof createInteractionHandler>
