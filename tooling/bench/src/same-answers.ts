import { isDeepStrictEqual } from 'node:util'
import type { Client } from './load.ts'
import { type Scenario, type Target, targets } from './scenarios.ts'

const record = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? { ...value } : {})

/** Removes the id and times of a new order, which differ; everything else has to be equal. */
const withoutOwn = (answer: unknown, isNew: boolean): unknown => (isNew ? { ...record(answer), id: '', createdAt: '', updatedAt: '' } : answer)

/** Fails when the responses of the targets differ, because a comparison is only valid for the same work. */
export const requireSameAnswers = async (clients: Readonly<Record<Target, Client>>, scenarios: readonly Scenario[]): Promise<void> => {
  for (const { name, calls } of scenarios) {
    const answers: unknown[] = []
    for (const target of targets) {
      const call = calls[target]
      if (!call) continue
      const { status, text } = await clients[target].send(call)
      if (status >= 300) throw new Error(`${name}, ${target}: ${status} ${text}`)
      const body: unknown = JSON.parse(text)
      const answer = target === 'tRPC' ? record(record(body).result).data : body
      answers.push(withoutOwn(answer, call.method === 'POST'))
    }
    const [first, ...others] = answers
    if (!others.every((other) => isDeepStrictEqual(other, first)))
      throw new Error(`${name}: the answers differ.\n${answers.map((a) => JSON.stringify(a)).join('\n')}`)
  }
}
