import { type ErrorCode, errors } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failureTable, toFailure, toTrpcError } from '../src/index.ts'

const invalid = (schema: z.ZodType, input: unknown): TRPCError => new TRPCError({ code: 'BAD_REQUEST', cause: schema.safeParse(input).error })

describe('What is thrown', () => {
  it.each(Object.keys(errors) as ErrorCode[])('as %s is carried over tRPC and back without a loss', (code) => {
    const failure = new Failure(code, { some: 'detail' })
    const carried = toTrpcError(failure)
    expect(carried.code).toBe(failureTable[errors[code].kind].trpc)
    if (code !== 'server.internal') expect(toFailure(carried)).toBe(failure)
  })

  it('by a defect is told to nobody', () => {
    for (const defect of [new Error('select * from users'), 'a string', null, new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new Error('secret') })]) {
      expect(toFailure(defect)).toMatchObject({ code: 'server.internal', details: {}, fields: [], message: errors['server.internal'].message })
    }
  })

  it('by a schema names each field', () => {
    const schema = z.object({ name: z.string(), card: z.object({ cvc: z.string() }) })
    expect(toFailure(invalid(schema, { name: 1, card: {} }))).toMatchObject({ code: 'input.invalid', fields: [{ path: 'name' }, { path: 'card.cvc' }] })
  })

  it('for a missing version asks for it, unless more is wrong', () => {
    const schema = z.object({ version: z.int(), name: z.string() })
    expect(toFailure(invalid(schema, { name: 'x' })).code).toBe('version.missing')
    expect(toFailure(invalid(schema, { name: 'x', version: 'x' })).code).toBe('input.invalid')
    expect(toFailure(invalid(schema, {})).code).toBe('input.invalid')
  })
})
