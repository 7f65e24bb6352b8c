import type { Mailbox } from '@pantheon/auth'
import type { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { HttpEnv } from './request-pipeline.ts'
import { ownPageHeaders } from './security-headers.ts'

type Mail = Awaited<ReturnType<Mailbox['latest']>>[number]

const styles = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  article { border: 1px solid color-mix(in oklab, currentColor 25%, transparent); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0 }
  h2 { font-size: 1.1rem; margin: 0 }
  p { margin: .25rem 0 } small { opacity: .75 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .75rem 0 0 }`

/** Links in a mail's text can be followed; everything else is text. */
const linked = (text: string) => text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))

const article = ({ to, subject, text, createdAt }: Mail) => html`
  <article>
    <h2>${subject}</h2>
    <p><small>${to} · ${createdAt.toISOString()}</small></p>
    <pre>${linked(text)}</pre>
  </article>`

/** `/dev/mail`: the mails that are not sent, for development. Never in production: they contain users' secrets. */
export const mountOutbox = (app: Hono<HttpEnv>, mailbox: Pick<Mailbox, 'latest'>): void => {
  app.get('/dev/mail', ownPageHeaders, async (c) => {
    // The mails give access to every account, so only requests from this machine with a local `Host` are allowed, against DNS rebinding.
    const { remoteAddress } = c.env.incoming.socket
    const isHere = /^(::1|(::ffff:)?127\.)/.test(remoteAddress ?? '') && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(c.req.header('host') ?? '')
    if (!isHere) return c.notFound()
    const mails = await mailbox.latest(50)
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="referrer" content="no-referrer" />
          <title>Outbox</title>
          <style>${raw(styles)}</style>
        </head>
        <body>
          <h1>Outbox</h1>
          <p>Mail stays here while no SMTP_URL or SENDGRID_API_KEY is set. Newest first.</p>
          ${mails.length === 0 ? html`<p>Nothing has been sent yet.</p>` : mails.map(article)}
        </body>
      </html>`)
  })
}
