// A program beside a shop: signs in, reads the catalogue, and watches what happens.
import { createClient, errorOf, type TokenStore } from '@pantheon/client'
import { WebSocket } from 'ws'

const { PANTHEON_URL: baseUrl = 'http://localhost:8787', PANTHEON_EMAIL: email = '', PANTHEON_PASSWORD: password = '' } = process.env

// Where the tokens live: here as long as the program runs. A file or a secret store does as well.
let pair: Awaited<ReturnType<TokenStore['read']>> = null
const tokens: TokenStore = {
  read: () => pair,
  write: (next) => {
    pair = next
  },
}

const client = createClient({ baseUrl, tokens, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket })
try {
  await client.signIn({ email, password })
} catch (error) {
  console.error(`Not signed in at ${baseUrl}: ${errorOf(error).code}`)
  process.exit(1)
}

const { items } = await client.trpc.business.products.list.query({ limit: 3 })
for (const { name, price, currency } of items) console.log(`${name}: ${price} ${currency}`)

// The first message is the state of everything; each one after it is an event.
await new Promise<void>((resolve, reject) => {
  const subscription = client.trpc.state.watch.subscribe(
    {},
    {
      onData: ({ data }) => {
        if (data.kind === 'snapshot') console.log(`Watching from event ${data.state.version}`)
        subscription.unsubscribe()
        resolve()
      },
      onError: reject,
    },
  )
})
await client.close()
