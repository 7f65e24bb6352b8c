import { cutText } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import type { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { System } from '../system.ts'
import { readText } from './body.ts'
import type { Context, HttpEnv, RequestPipeline } from './request-pipeline.ts'
import { ownPageHeaders } from './security-headers.ts'

type Message = Awaited<ReturnType<System['chats']['outbox']['latest']>>[number]

const styles = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  article, .answer { border: 1px solid color-mix(in oklab, currentColor 25%, transparent); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0 }
  .answer { border-style: dashed } h2 { font-size: 1.1rem; margin: 0 } p { margin: .25rem 0 } small { opacity: .75 }
  form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem } input, button { font: inherit; padding: .25rem .75rem }`

/** True only for requests from this machine whose `Host` is local, against DNS rebinding. */
const isHere = (c: Context): boolean => {
  const { remoteAddress } = c.env.incoming.socket
  return /^(::1|(::ffff:)?127\.)/.test(remoteAddress ?? '') && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(c.req.header('host') ?? '')
}
/** Links in an answer can be followed; everything else is text. */
const linked = (text: string) => text.split(/(https?:\/\/[^\s、。]+)/).map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))

const article = ({ recipient, recipientId, content, createdAt }: Message, as: string) => html`
  <article>
    <h2>${content.text}</h2>
    <p><small>${recipient === 'room' ? 'To the room' : `To ${recipientId}`} · ${createdAt.toISOString()}</small></p>
    ${content.details.map((detail) => html`<p>${detail}</p>`)}
    <p><a href="${content.link.url}">${content.link.label}</a></p>
    ${
      content.actions.length === 0
        ? ''
        : html`<form method="post" action="/dev/chat">
            <input name="as" value="${recipient === 'person' ? recipientId : as}" aria-label="Who presses" placeholder="Who presses" required maxlength="60" />
            ${content.actions.map(({ label, value }) => html`<button name="value" value="${value}">${label}</button>`)}
          </form>`
    }
  </article>`

/** `/dev/chat`: the messages of the embedded chat, with working buttons, for development. Never in production. */
export const mountChatPage = (app: Hono<HttpEnv>, { chats, pipeline }: { chats: System['chats']; pipeline: RequestPipeline }): void => {
  const page = async (c: Context, { as, answer }: { as: string; answer?: string }) => {
    const messages = await chats.outbox.latest(50)
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="referrer" content="no-referrer" />
          <title>Chat</title>
          <style>${raw(styles)}</style>
        </head>
        <body>
          <h1>Chat</h1>
          <p>Messages stay here while no SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN is set. Newest first.</p>
          ${answer === undefined ? '' : html`<p class="answer" role="status"><small>For ${as} alone</small><br />${linked(answer)}</p>`}
          ${messages.length === 0 ? html`<p>Nothing has been said yet.</p>` : messages.map((message) => article(message, as))}
        </body>
      </html>`)
  }

  app.use('/dev/chat', ownPageHeaders)
  app.get('/dev/chat', (c) => (isHere(c) ? page(c, { as: '' }) : c.notFound()))
  app.post('/dev/chat', async (c) => {
    if (!isHere(c)) return c.notFound()
    return pipeline.guard(async (_, call) => {
      // A page of another site must not press a button here.
      if (c.env.incoming.headers.origin === undefined) fail('auth.origin_missing')
      pipeline.check(c, call.ctx)
      const form = new URLSearchParams(await readText(c.env.incoming))
      const as = cutText((form.get('as') ?? '').trim(), 60)
      if (as === '') fail('input.malformed')
      const answer = await chats.handleInteraction({ channel: 'chat', chatUser: { id: as, name: as }, value: form.get('value') ?? '', locale: 'en' })
      return page(c, { as, answer })
    })(c)
  })
}
