import { type LoggedEvent, subjectKey, type WatchMessage } from '@pantheon/contract'
import { createTRPCClient, createWSClient, type TRPCClientError, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import type { AppRouter } from '../../src/router.ts'
import type { Caller } from '../../src/testing/index.ts'

/** Whether an event is about an order, or concerns it. */
export const isOfOrder =
  (orderId: string) =>
  ({ subject, related }: LoggedEvent): boolean =>
    [subject, ...related].map(subjectKey).includes(`order:${orderId}`)

/** A gate the client waits at before it connects. */
const createBarrier = () => {
  let open = (): void => undefined
  let passage = Promise.resolve()
  return {
    pass: () => passage,
    shut: (): void => {
      passage = new Promise((resolve) => {
        open = resolve
      })
    },
    open: (): void => open(),
  }
}

/** A page that watches the composite state over a real socket, and whose network can be cut. */
export const watch = (caller: Caller, from?: string) => {
  const messages: { id: string; message: WatchMessage }[] = []
  const refusals: unknown[] = []
  const gate = createBarrier()
  let socket: WebSocket | undefined
  const headers = { origin: caller.origin, ...(caller.cookie() !== undefined && { cookie: caller.cookie() }) }
  class PageSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers })
      socket = this
    }
  }
  const line = createWSClient({
    WebSocket: PageSocket as never,
    url: async () => {
      await gate.pass()
      return `${caller.origin.replace('http', 'ws')}/ws`
    },
    retryDelayMs: () => 5,
  })
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: line })] })
  const subscription = client.state.watch.subscribe(from === undefined ? {} : { lastEventId: from }, {
    onData: ({ id, data }) => void messages.push({ id, message: data }),
    onError: (error: TRPCClientError<AppRouter>) => void refusals.push(error.data?.code),
  })

  const events = (): LoggedEvent[] => messages.flatMap(({ message }) => (message.kind === 'event' ? [message.event] : []))
  const until = async (isThere: () => boolean, what: string): Promise<void> => {
    for (const deadline = Date.now() + 60_000; !isThere(); ) {
      if (Date.now() > deadline)
        throw new Error(`Waited for ${what}, refused ${JSON.stringify(refusals)}, saw ${messages.map(({ id, message }) => `${id} ${message.kind}`).join(', ')}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  return {
    messages,
    refusals,
    events,
    snapshots: () => messages.flatMap(({ message }) => (message.kind === 'snapshot' ? [message.state] : [])),
    /** Waits for the second snapshot, or a later one. */
    startedAnew: (count = 2) => until(() => messages.filter(({ message }) => message.kind === 'snapshot').length >= count, 'a fresh snapshot'),
    /** Waits for the snapshot, or for one event that fits. */
    started: () => until(() => messages.length > 0, 'the first message'),
    sees: (fits: (event: LoggedEvent) => boolean) => until(() => events().some(fits), 'an event'),
    refused: () => until(() => refusals.length > 0, 'a refusal'),
    /** Cuts the line; the page cannot come back before `reconnect`. */
    cut: (): void => {
      gate.shut()
      socket?.terminate()
    },
    reconnect: gate.open,
    close: async (): Promise<void> => {
      subscription.unsubscribe()
      await line.close()
    },
  }
}
