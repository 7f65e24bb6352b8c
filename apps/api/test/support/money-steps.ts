import fc from 'fast-check'
import type { Fault } from '../../src/testing/index.ts'

/** Something that somebody does with an order, or that happens to its money. */
export type Step =
  | { do: 'pay'; card: 'good' | 'declined' }
  | { do: 'cancel' }
  | { do: 'refund'; part: number | undefined }
  | { do: 'webhook'; which: number }
  | { do: 'wait'; ms: number }
  | { do: 'catchUp' | 'reconcile' }
  /** What the bank does: takes the money of a charge twice, sends a refund back, takes its time over refunds, comes to an end with them. */
  | { do: 'twice' | 'bounce'; which: number }
  | { do: 'slow' | 'settle' }
  /** What becomes of the work. */
  | { do: 'begin' | 'fail' | 'retry' | 'deliver' }

/** How long the bank takes to settle a charge: long, so that only the story's clock brings it there. */
export const settleMs = 600_000

const step = <S extends Step>(weight: number, shape: { [K in keyof S]: fc.Arbitrary<S[K]> }) => ({ weight, arbitrary: fc.record(shape) as fc.Arbitrary<Step> })
const which = fc.nat(20)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  step(5, { do: fc.constant('pay' as const), card: fc.constantFrom('good' as const, 'good' as const, 'declined' as const) }),
  step(2, { do: fc.constant('cancel' as const) }),
  step(4, { do: fc.constant('refund' as const), part: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined, freq: 2 }) }),
  step(4, { do: fc.constant('webhook' as const), which }),
  step(3, { do: fc.constant('wait' as const), ms: fc.constantFrom(settleMs / 10, settleMs - 1000, 5 * settleMs) }),
  step(2, { do: fc.constantFrom('catchUp' as const, 'catchUp' as const, 'catchUp' as const, 'reconcile' as const) }),
  step(1, { do: fc.constant('twice' as const), which }),
  step(2, { do: fc.constant('bounce' as const), which }),
  step(1, { do: fc.constantFrom('slow' as const, 'settle' as const) }),
  step(4, { do: fc.constantFrom('begin' as const, 'fail' as const, 'retry' as const, 'deliver' as const) }),
)

/** What is done at once by people and machines that do not know of each other; then the next. */
export type Story = Step[][]

/** Most stories begin with a payment that goes well, some of them with work on it: there is more to go wrong after it. */
const paidFirst: Story = [[{ do: 'pay', card: 'good' }], [{ do: 'wait', ms: 5 * settleMs }], [{ do: 'webhook', which: 0 }]]
const begunFirst: Story = [...paidFirst, [{ do: 'begin' }]]
const anyStory: fc.Arbitrary<Story> = fc
  .tuple(fc.constantFrom<Story[]>([], paidFirst, begunFirst), fc.array(fc.array(anyStep, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }))
  .map(([first, groups]) => [...first, ...groups])

/** How many stories of as many orders are told at once. */
export const atOnce = 8
export const anyStories = fc.array(anyStory, { minLength: atOnce, maxLength: atOnce })
/** Which calls to the provider are lost, and where: on the way there, or on the way back, as when the process died. */
export const anyFaults = fc.array(fc.option(fc.constantFrom<Fault>('before', 'after'), { nil: undefined, freq: 3 }), { maxLength: 60 })
