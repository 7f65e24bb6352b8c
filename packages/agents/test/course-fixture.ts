import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Course, CourseContent, Locale } from '@pantheon/contract'
import type { CourseFonts } from '../src/course/course-pdf.ts'

const require = createRequire(import.meta.url)
const font = (subset: string, weight: number) => readFileSync(require.resolve(`@fontsource/noto-sans-jp/files/noto-sans-jp-${subset}-${weight}-normal.woff2`))

/** A small font, quick to load: Latin only, so that everything else goes the way of a missing character. */
export const latinFonts: CourseFonts = { regular: [font('latin', 400)], bold: [font('latin', 700)] }
export const japaneseFonts: CourseFonts = { regular: [font('japanese', 400)], bold: [font('japanese', 700)] }

export const aCourse = ({ language = 'en', body = 'Text.', ...content }: { language?: Locale; body?: string } & Partial<CourseContent> = {}): Course => ({
  id: '019a0000-0000-7000-8000-000000000001',
  organizationId: '019a0000-0000-7000-8000-000000000002',
  orderId: null,
  jobId: '019a0000-0000-7000-8000-000000000003',
  request: { topic: 'SQL', difficulty: 'beginner', durationWeeks: 1, targetAudience: 'office workers', language },
  status: 'complete',
  authorship: 'offline_draft',
  model: 'offline-composer',
  content: {
    title: 'SQL in a week',
    description: 'What it is.',
    objectives: ['Know', 'Do'],
    modules: [
      { id: 'w1', week: 1, title: 'Start', summary: 'First steps.', lessons: [{ id: 'w1-l1', title: 'First', minutes: 20, body, keyPoints: ['One.'] }] },
    ],
    assessments: [
      {
        id: 'w1-check',
        moduleId: 'w1',
        title: 'Check',
        questions: [{ id: 'w1-q1', prompt: 'Which?', options: ['a', 'b', 'c'], answerIndex: 1, explanation: 'Because.' }],
      },
    ],
    ...content,
  },
  version: 1,
  createdAt: '2026-11-21T00:00:00.000Z',
  updatedAt: '2026-11-21T00:00:00.000Z',
})
