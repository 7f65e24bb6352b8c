import type { Course } from '@pantheon/contract'

/**
 * Prints courses as PDF in their own language; limits count per calling organization. Fails with `document.too_slow`, `document.too_large`
 * and `document.too_many`.
 */
export interface CoursePrinter {
  print(course: Course, organizationId: string): Promise<Uint8Array>
}
