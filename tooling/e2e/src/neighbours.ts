import { createServer } from 'node:http'
import { startGithubServer } from '@pantheon/fakes'
import { github, mailOrigin } from './places.ts'

/** A mail as it arrived. */
export interface ArrivedMail {
  to: string
  subject: string
  text: string
}
interface SendgridMail {
  personalizations: { to: { email: string }[] }[]
  subject: string
  content: { type: string; value: string }[]
}

/** Receives mail over SendGrid's API and returns the received mails over HTTP. */
const startMailServer = async () => {
  const arrived: ArrivedMail[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(arrived))
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { personalizations, subject, content } = JSON.parse(Buffer.concat(chunks).toString()) as SendgridMail
    const text = content.find(({ type }) => type === 'text/plain')?.value ?? ''
    arrived.unshift({ to: personalizations[0]?.to[0]?.email ?? '', subject, text })
    response.writeHead(202).end()
  })
  await new Promise<void>((listening) => server.listen(Number(new URL(mailOrigin).port), '127.0.0.1', listening))
  return () => new Promise((stopped) => server.close(stopped))
}

/** Starts the external services of the journeys: a mail server and GitHub. */
const startNeighbours = async () => {
  const stopMail = await startMailServer()
  const site = await startGithubServer({ port: github.port, id: github.id, secret: github.secret })
  return async () => {
    await site.stop()
    await stopMail()
  }
}
// biome-ignore lint/style/noDefaultExport: Playwright asks for one
export default startNeighbours

/** Waits for a mail to `email` and returns the link in the newest one. */
export const linkTo = async (email: string, path: string): Promise<string> => {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const mails = (await (await fetch(mailOrigin)).json()) as ArrivedMail[]
    const link = mails.filter(({ to }) => to === email).flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
    const found = link.find((each) => new URL(each).pathname === path)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`No mail to ${email} leads to ${path}`)
}

/** The token in the link to `path` of the newest mail to `email`. */
export const tokenTo = async (email: string, path: string): Promise<string> => new URL(await linkTo(email, path)).searchParams.get('token') ?? ''
