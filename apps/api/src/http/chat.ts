import type { ReceivedInteraction } from '@pantheon/adapters/chat'
import { type Clock, fail, type Logger } from '@pantheon/kernel'
import type { Hono } from 'hono'
import type { System } from '../system.ts'
import { readText } from './body.ts'
import type { HttpEnv, RequestPipeline } from './request-pipeline.ts'

/** Chats time out after three seconds; a slower result is sent later, visible only to the user who pressed the button. */
const maxWaitMs = 2000

export interface ChatDeps {
  chats: System['chats']
  pipeline: RequestPipeline
  clock: Clock
  logger: Logger
}

/** The endpoints to which Slack and Discord send interactions. The signature covers the bytes, so the raw body is read. */
export const mountChat = (app: Hono<HttpEnv>, { chats, pipeline, clock, logger }: ChatDeps): void => {
  const { slack, discord, handleInteraction } = chats

  /** Handles an interaction and sends its result to the user; resolves after two seconds at the latest. */
  const handle = async ({ interaction, answer }: ReceivedInteraction): Promise<void> => {
    const work = handleInteraction(interaction)
      .then(answer)
      .catch((err: unknown) => logger.warn({ err, channel: interaction.channel }, 'somebody who pressed a button in a chat could not be answered'))
    await Promise.race([work, new Promise((resolve) => setTimeout(resolve, maxWaitMs).unref())])
  }

  if (slack) {
    app.post(
      '/api/v1/chat/slack/interactions',
      pipeline.guard(async (c, call) => {
        const rawBody = await readText(c.env.incoming)
        const given = { timestamp: c.req.header('x-slack-request-timestamp'), signature: c.req.header('x-slack-signature') }
        if (!slack.isSigned(rawBody, given, clock.now())) fail('chat.bad_signature')
        const received = slack.read(rawBody)
        if (received) await handle(received)
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
        const received = discord.read(rawBody)
        if (received === undefined) return fail('input.malformed')
        if (received === 'ping') return call.json(200, { type: 1 })
        // A deferred response: the message is updated once the decision is in the log. The result is sent as a follow-up, which
        // Discord accepts only after this response.
        setTimeout(() => void handle(received), 0)
        return call.json(200, { type: 6 })
      }),
    )
  }
}
