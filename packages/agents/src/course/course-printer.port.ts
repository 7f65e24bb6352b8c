import type { Course } from '@pantheon/contract'

/** Prints courses as PDF, each in its own language, counted for the organization that asks. Fails with `document.too_slow`, `document.too_large` and `document.too_many`. */
export interface CoursePrinter {
  print(course: Course, organizationId: string): Promise<Uint8Array>
}
