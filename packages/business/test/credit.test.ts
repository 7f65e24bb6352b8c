import { rounds } from '@pantheon/db/testing'
import { Failure, newId } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CreditAccount,
  type CreditMove,
  type FreeCredits,
  follow,
  heldBy,
  type Moved,
  openAccount,
  release,
  renew,
  reserve,
  settle,
} from '../src/credits/credit.ts'
import { planTable } from '../src/credits/plans.ts'

const day = 86_400_000
const madeAt = new Date('2027-01-31T09:00:00.000Z')
const given: FreeCredits = { status: 'given', from: null }
const fresh = (): CreditAccount => openAccount('acme', madeAt, given, madeAt).account

/** A ledger in memory, with the rules of the real one. */
const createBook = () => {
  let at = madeAt
  const opened = openAccount('acme', madeAt, given, at)
  let account = opened.account
  const entries: (CreditMove & { id: string; createdAt: Date })[] = []
  const write = (moved: Moved): void => {
    account = moved.account
    entries.push(...moved.moves.map((each) => ({ ...each, id: newId(new Date()), createdAt: at })))
  }
  write(opened)
  const ofJob = (jobId: string) => entries.filter((each) => each.jobId === jobId)
  const end = (jobId: string, how: typeof settle): void => {
    write(renew(account, given, at))
    const [held] = heldBy(ofJob(jobId))
    if (held) write(how(account, held, newId(new Date())))
  }
  return {
    account: () => account,
    entries,
    wait: (days: number) => void (at = new Date(at.getTime() + days * day)),
    look: () => write(renew(account, given, at)),
    ask: (jobId: string): boolean => {
      write(renew(account, given, at))
      try {
        write(reserve(account, given, jobId, ofJob(jobId).filter(({ kind }) => kind === 'reserve').length + 1))
        return true
      } catch (error) {
        if (error instanceof Failure && error.code === 'credits.exhausted') return false
        throw error
      }
    },
    succeed: (jobId: string) => end(jobId, settle),
    fail: (jobId: string) => end(jobId, release),
  }
}

describe('An account of credits', () => {
  it('holds what its entries add up to, and never less than nothing, whatever happens in whatever order', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('ask' as const, 'succeed' as const, 'fail' as const), job: fc.integer({ min: 0, max: 14 }) }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('wait' as const), job: fc.integer({ min: 1, max: 100 }) }) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const book = createBook()
        for (const { act, job } of steps) {
          if (act === 'wait') book.wait(job)
          else book[act](`job-${job}`)
          const { balance, reserved } = book.account()
          expect(balance).toBe(book.entries.reduce((sum, { change }) => sum + change, 0))
          expect(reserved).toBe(book.entries.reduce((sum, { reservedChange }) => sum + reservedChange, 0))
          expect(balance).toBeGreaterThanOrEqual(0)
          expect(reserved).toBeGreaterThanOrEqual(0)
          expect(balance + reserved).toBeGreaterThanOrEqual(0)
          expect(balance).toBeLessThanOrEqual(planTable.free.monthlyCredits)
        }
        expect(new Set(book.entries.map(({ key }) => key)).size).toBe(book.entries.length)
      }),
      rounds(150, 500),
    )
  })

  it('gives a period its credits once, and nothing for those that nobody saw', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 12 }), (waits) => {
        const book = createBook()
        for (const days of waits) {
          book.wait(days)
          book.look()
          book.look()
        }
        const grants = book.entries.filter(({ kind }) => kind === 'grant')
        expect(new Set(grants.map(({ periodStart }) => periodStart.getTime())).size).toBe(grants.length)
        expect(book.account().balance).toBe(planTable.free.monthlyCredits)
      }),
    )
  })

  it('lets what is unused expire with its period: after three months away there is one month', () => {
    const { account, moves } = renew(fresh(), given, new Date('2027-05-02T00:00:00.000Z'))
    expect(moves.map(({ kind, change }) => [kind, change])).toEqual([
      ['expire', -planTable.free.monthlyCredits],
      ['grant', planTable.free.monthlyCredits],
    ])
    expect([account.periodStart, account.periodEnd].map((each) => each.toISOString())).toEqual(['2027-04-30T09:00:00.000Z', '2027-05-31T09:00:00.000Z'])
  })

  it('turns nothing back for a server whose clock lags', () => {
    const { account } = renew(fresh(), given, new Date('2027-03-01T00:00:00.000Z'))
    expect(renew(account, given, new Date('2027-02-27T00:00:00.000Z')).moves).toEqual([])
  })

  it('gives back what failed; what comes back from a period that is over expires with it', () => {
    const held = reserve(fresh(), given, 'job', 1)
    const back = release(held.account, held.moves[0]!, 'event')
    expect(back.account).toMatchObject({ balance: planTable.free.monthlyCredits, reserved: 0 })
    const later = renew(held.account, given, new Date('2027-03-01T00:00:00.000Z')).account
    expect(later).toMatchObject({ balance: planTable.free.monthlyCredits, reserved: 1 })
    const late = release(later, held.moves[0]!, 'event')
    expect(late.account).toMatchObject({ balance: planTable.free.monthlyCredits, reserved: 0 })
    expect(late.moves.map(({ kind }) => kind)).toEqual(['release', 'expire'])
  })

  it('says when the next ones come to whoever has none left', () => {
    expect(() => reserve({ ...fresh(), balance: 0 }, given, 'job', 1)).toThrow(
      expect.objectContaining({ code: 'credits.exhausted', details: { balance: 0, plan: 'free', nextGrantAt: '2027-02-28T09:00:00.000Z', nextGrant: 10 } }),
    )
  })

  it('has free credits from when its person is verified, once a period', () => {
    const unverified: FreeCredits = { status: 'email_unverified', from: null }
    const opened = openAccount('acme', madeAt, unverified, madeAt)
    expect([opened.account.balance, opened.moves]).toEqual([0, []])
    expect(() => reserve(opened.account, unverified, 'job', 1)).toThrow(expect.objectContaining({ code: 'credits.email_unverified' }))
    const verified = renew(opened.account, given, new Date(madeAt.getTime() + day))
    expect(verified.account.balance).toBe(planTable.free.monthlyCredits)
    const spent = reserve(verified.account, given, 'job', 1)
    expect(renew(spent.account, given, new Date(madeAt.getTime() + 2 * day)).moves).toEqual([])
  })

  it('has none where its person has them elsewhere, and says so; a plan that is paid for gives its own', () => {
    const elsewhere: FreeCredits = { status: 'elsewhere', from: null }
    const opened = openAccount('acme', madeAt, elsewhere, madeAt).account
    const next = renew(opened, elsewhere, new Date('2027-03-01T00:00:00.000Z'))
    expect([next.moves, next.account.periodStart.toISOString()]).toEqual([[], '2027-02-28T09:00:00.000Z'])
    expect(() => reserve(opened, elsewhere, 'job', 1)).toThrow(expect.objectContaining({ code: 'credits.elsewhere' }))
    const paid = follow(opened, { plan: 'basic', since: madeAt, until: new Date('2027-02-28T09:00:00.000Z') }, elsewhere, madeAt)
    expect(paid.account.balance).toBe(planTable.basic.monthlyCredits)
  })

  it('that free credits move to begins to have them with its next period', () => {
    const moved: FreeCredits = { status: 'given', from: new Date(madeAt.getTime() + 1) }
    const opened = openAccount('acme', madeAt, moved, madeAt)
    expect(opened.moves).toEqual([])
    expect(renew(opened.account, moved, new Date('2027-03-01T00:00:00.000Z')).account.balance).toBe(planTable.free.monthlyCredits)
  })
})
