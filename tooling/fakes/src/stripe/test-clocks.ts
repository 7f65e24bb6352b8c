import { z } from 'zod'
import { type Account, held, newStripeId } from './account.ts'
import { invalid } from './fault.ts'
import { expand, whole } from './params.ts'
import { renewUntil } from './subscriptions.ts'
import type { TestClock } from './wire.ts'

export const CreateClock = z.strictObject({ frozen_time: whole, name: z.string().optional(), expand })
export const createClock = (account: Account, params: z.output<typeof CreateClock>): TestClock => {
  const clock: TestClock = {
    id: newStripeId('clock'),
    object: 'test_helpers.test_clock',
    created: account.now(),
    deletes_after: account.now() + 30 * 86_400,
    frozen_time: params.frozen_time,
    livemode: false,
    name: params.name ?? null,
    status: 'ready',
    status_details: {},
  }
  account.objects['test_helpers.test_clock'].set(clock.id, clock)
  account.publish('test_helpers.test_clock.created', clock)
  return clock
}

export const AdvanceClock = z.strictObject({ frozen_time: whole, expand })
/** Advances the clock of its customers. The response has the status `advancing`; the results follow as events, `ready` last. */
export const advanceClock = (account: Account, id: string, { frozen_time }: z.output<typeof AdvanceClock>): TestClock => {
  const clock = held(account, 'test_helpers.test_clock', id)
  if (clock.status === 'advancing') return invalid('The test clock is advancing already.')
  if (frozen_time <= clock.frozen_time) return invalid('The time to advance to must be later than the frozen time.', { param: 'frozen_time' })
  clock.status = 'advancing'
  clock.status_details = { advancing: { target_frozen_time: frozen_time } }
  const answer = structuredClone(clock)
  account.publish('test_helpers.test_clock.advancing', clock)
  setImmediate(() => {
    clock.frozen_time = frozen_time
    for (const subscription of account.objects.subscription.values()) if (subscription.test_clock === id) renewUntil(account, subscription, frozen_time)
    clock.status = 'ready'
    clock.status_details = {}
    account.publish('test_helpers.test_clock.ready', clock)
  })
  return answer
}
