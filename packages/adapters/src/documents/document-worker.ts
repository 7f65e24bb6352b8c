import type { Course, Invoice, Locale } from '@pantheon/contract'
import { courseToPdf } from './course-pdf.ts'
import { createFontLibrary } from './fonts.ts'
import { invoiceToPdf } from './invoice-pdf.ts'

/** A document to be rendered. */
export type DocumentTask = { kind: 'course'; course: Course } | { kind: 'invoice'; invoice: Invoice; locale: Locale }

const fonts = createFontLibrary()

/** Renders the PDF of one document; runs on a worker thread (see `document-printer.ts`). */
export const run = (task: DocumentTask): Promise<Uint8Array> =>
  task.kind === 'course' ? courseToPdf(task.course, fonts) : invoiceToPdf(task.invoice, task.locale, fonts)
