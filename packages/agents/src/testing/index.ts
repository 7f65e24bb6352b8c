import type { Course, CourseContent, Locale } from '@pantheon/contract'

/** A finished course with one lesson and one assessment; `body` is the text of the lesson. */
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
