import { QueryObserver } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import { createApi } from '../src/react/api.ts'

const refusalWith = (code: string, httpStatus: number) => TRPCClientError.from({ error: { code: -32001, message: code, data: { code, httpStatus } } } as never)

/** A page of somebody who is signed in; `fail` lets one of its queries fail. */
const aPage = async () => {
  const { queryClient } = createApi({ baseUrl: 'http://127.0.0.1:1' })
  let asked = 0
  const session = { queryKey: [['auth', 'session'], { type: 'query' }], queryFn: async () => ++asked }
  const leave = new QueryObserver(queryClient, session).subscribe(() => undefined)
  await expect.poll(() => asked).toBe(1)
  const fail = (error: unknown) => queryClient.fetchQuery({ queryKey: ['members'], queryFn: () => Promise.reject(error) }).catch(() => undefined)
  return { fail, leave, asked: () => asked }
}

it('A query that fails because the session has ended causes the session to be asked again', async () => {
  const { fail, leave, asked } = await aPage()
  await fail(refusalWith('auth.required', 401))
  await expect.poll(asked).toBe(2)
  leave()
})

it('A query that fails for another reason does not', async () => {
  const { fail, leave, asked } = await aPage()
  await fail(refusalWith('auth.forbidden', 403))
  await fail(refusalWith('order.not_found', 404))
  expect(asked()).toBe(1)
  leave()
})
