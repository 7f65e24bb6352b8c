import type { ReceivedInteraction } from '@pantheon/adapters/chat'
import { type Clock, fail, type Logger } from '@pantheon/kernel'
import type { Hono } from 'hono'
import type { System } from '../system.ts'
import { readText } from './body.ts'
import type { HttpEnv, RequestPipeline } from './request-pipeline.ts'

/** Chats hang up after three seconds; whatever takes longer is answered later, to the presser alone. */
const patienceMs = 2000

export interface ChatDeps {
  chats: System['chats']
  pipeline: RequestPipeline
  clock: Clock
  logger: Logger
}

/** Where Slack and Discord send what people press. The signature covers the bytes, so the body is read raw. */
export const mountChat = (app: Hono<HttpEnv>, { chats, pipeline, clock, logger }: ChatDeps): void => {
  const { slack, discord, press } = chats

  /** Does what was pressed and tells the presser; resolves after two seconds at the latest. */
  const attend = async ({ interaction, answer }: ReceivedInteraction): Promise<void> => {
    const work = press(interaction)
      .then(answer)
      .catch((err: unknown) => logger.warn({ err, channel: interaction.channel }, 'somebody who pressed a button in a chat could not be answered'))
    await Promise.race([work, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
  }

  if (slack) {
    app.post(
      '/api/v1/chat/slack/interactions',
      pipeline.guard(async (c, call) => {
        const rawBody = await readText(c.env.incoming)
        const given = { timestamp: c.req.header('x-slack-request-timestamp'), signature: c.req.header('x-slack-signature') }
        if (!slack.isSigned(rawBody, given, clock.now())) fail('chat.bad_signature')
        const heard = slack.read(rawBody)
        if (heard) await attend(heard)
        return call.send(200, 'text/plain', '')
      }),
    )
  }
  if (discord) {
    app.post(
      '/api/v1/chat/discord/interactions',
      pipeline.guard(async (c, call) => {
        const rawBody = await readText(c.env.incoming)
        const given = { timestamp: c.req.header('x-signature-timestamp'), signature: c.req.header('x-signature-ed25519') }
        if (!(await discord.isSigned(rawBody, given, clock.now()))) fail('chat.bad_signature')
        const heard = discord.read(rawBody)
        if (heard === undefined) return fail('input.malformed')
        if (heard === 'ping') return call.json(200, { type: 1 })
        // Deferred: the message changes when the decision is in the log; the presser is told by a follow-up, which Discord
        // takes only after this answer.
        setTimeout(() => void attend(heard), 0)
        return call.json(200, { type: 6 })
      }),
    )
  }
}
