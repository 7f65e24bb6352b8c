import { aCourse } from '@pantheon/agents/testing'
import type { Course } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { createDocumentPrinter, type DocumentPrinter } from '../src/documents/document-printer.ts'
import { anInvoice } from './an-invoice.ts'

const open: DocumentPrinter[] = []
const printerOf = (limits: Parameters<typeof createDocumentPrinter>[0]) => {
  const made = createDocumentPrinter(limits)
  open.push(made)
  const { courses, invoices } = made
  return {
    print: (course: Course, organizationId = 'one') => courses.print(course, organizationId),
    printInvoice: (organizationId: string) => invoices.print(anInvoice('Ada'), 'en', organizationId),
  }
}
afterAll(() => Promise.all(open.map(({ close }) => close())))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  )

describe('The printer of documents', () => {
  it('makes one document once, for all who ask for it, now and later', async () => {
    const courses = printerOf({})
    const [first, second] = await Promise.all([courses.print(aCourse()), courses.print(aCourse())])
    expect(Buffer.from(first.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(second).toBe(first)
    expect(await courses.print(aCourse())).toBe(first)
    expect(await courses.print(aCourse({ title: 'Another' }))).not.toBe(first)
  })

  it('keeps no more than it may', async () => {
    const courses = printerOf({ keptBytes: 1000 })
    expect(await courses.print(aCourse())).not.toBe(await courses.print(aCourse()))
  })

  it('gives up what takes too long, at once when it is asked for again, and refuses when too many wait', async () => {
    const courses = printerOf({ threads: 1, timeLimitMs: 1, maxWaiting: 1 })
    const slow = codeOf(courses.print(aCourse()))
    const waiting = codeOf(courses.print(aCourse({ title: 'Waits' })))
    await Promise.resolve()
    expect(await codeOf(courses.print(aCourse({ title: 'Too many' })))).toBe('document.too_many')
    expect([await slow, await waiting]).toEqual(['document.too_slow', 'document.too_slow'])
    expect(await codeOf(courses.print(aCourse()))).toBe('document.too_slow')
  })

  it('lets no organization starve another: two documents of one, whose next is refused at once, and invoices go before courses', async () => {
    const printer = printerOf({ threads: 1 })
    const long = (title: string) => aCourse({ title, body: 'Some words of a lesson. '.repeat(200) })
    const theirs = Array.from({ length: 8 }, (_, n) => codeOf(printer.print(long(`Theirs ${n}`), 'theirs')))
    const others = ['b', 'c', 'd'].map((id) => printer.print(long(id), id).then(() => id))
    const ended: string[] = []
    for (const work of others) void work.then((id) => ended.push(id))
    await printer.printInvoice('another').then(() => ended.push('invoice'))
    expect(ended).toEqual(['invoice'])
    expect((await Promise.all(theirs)).filter((code) => code === 'document.too_many')).toHaveLength(6)
    await Promise.all(others)
  })
})
