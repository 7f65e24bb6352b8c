import { createHash, randomInt } from 'node:crypto'
import type { ChatCode, ChatLinkOffer, ChatLinks, ChatRef } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import type { ChatLinksService } from '../notifications.types.ts'
import type { Interaction } from './chat.port.ts'
import { deleteLink, findCode, insertCode, listLinks, type StoredLink, saveLink, useCode } from './chat-links.repo.ts'

const codeMs = 15 * 60_000
// Without letters that are mistaken for digits.
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** 12 letters, 59 bits: cannot be guessed within its 15 minutes. */
const newCode = (): string => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
/** Normalised first, because codes are typed in groups or in lower case. */
const hashCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest('hex')

const toLinks = (links: StoredLink[]): ChatLinks => ({
  items: links.map(({ channel, chatUserName, createdAt }) => ({ channel, name: chatUserName, linkedAt: createdAt.toISOString() })),
})

/** `ChatLinksService` plus methods for the rest of the server. */
export interface ChatLinksInternals extends ChatLinksService {
  /** Creates a one-time code for a chat account, valid for 15 minutes. */
  begin(input: Pick<Interaction, 'channel' | 'chatUser'>): Promise<string>
}

/**
 * Links chat accounts to our accounts. A link needs both sides: a code that only the chat account was shown, and our account
 * that confirms it after seeing whose it is.
 */
export const createChatLinks = ({ db, clock }: { db: Db; clock: Clock }): ChatLinksInternals => ({
  begin: async ({ channel, chatUser }: Pick<Interaction, 'channel' | 'chatUser'>): Promise<string> => {
    const code = newCode()
    const createdAt = clock.now()
    const expiresAt = new Date(createdAt.getTime() + codeMs)
    await insertCode(db, {
      id: newId(createdAt),
      codeHash: hashCode(code),
      channel,
      chatUserId: chatUser.id,
      chatUserName: chatUser.name,
      createdAt,
      expiresAt,
    })
    return code
  },

  offer: async ({ code }: ChatCode): Promise<ChatLinkOffer> => {
    const { channel, chatUserName } = orFail(await findCode(db, hashCode(code), clock.now()), 'chat.code_invalid')
    return { channel, name: chatUserName }
  },

  confirm: async ({ userId }: Actor, { code }: ChatCode): Promise<ChatLinks> => {
    await db.transaction(async (tx) => {
      const at = clock.now()
      const known = orFail(await findCode(tx, hashCode(code), at), 'chat.code_invalid')
      if (!(await useCode(tx, known.id, at))) fail('chat.code_invalid')
      const { channel, chatUserId, chatUserName } = known
      await saveLink(tx, { id: newId(at), channel, chatUserId, chatUserName, userId, createdAt: at })
    })
    return toLinks(await listLinks(db, userId))
  },

  list: async ({ userId }: Actor): Promise<ChatLinks> => toLinks(await listLinks(db, userId)),

  remove: async ({ userId }: Actor, { channel }: ChatRef): Promise<ChatLinks> => {
    await deleteLink(db, userId, channel)
    return toLinks(await listLinks(db, userId))
  },
})
