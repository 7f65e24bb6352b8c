import type { Course, Invoice, Locale } from '@pantheon/contract'
import { courseToPdf } from './course-pdf.ts'
import { createFontLibrary } from './fonts.ts'
import { invoiceToPdf } from './invoice-pdf.ts'

/** What is to be printed. */
export type DocumentTask = { kind: 'course'; course: Course } | { kind: 'invoice'; invoice: Invoice; locale: Locale }

const fonts = createFontLibrary()

/** Runs on a thread of its own (see `document-printer.ts`): the PDF of one document. */
export const run = (task: DocumentTask): Promise<Uint8Array> =>
  task.kind === 'course' ? courseToPdf(task.course, fonts) : invoiceToPdf(task.invoice, task.locale, fonts)
