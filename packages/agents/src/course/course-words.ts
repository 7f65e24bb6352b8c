import type { CourseRequest, Locale } from '@pantheon/contract'

interface CourseWords {
  offlineDraft: string
  offlineDraftBadge: string
  contents: string
  objectives: string
  keyPoints: string
  answers: string
  week: (week: number) => string
  moduleTitle: (module: { week: number; title: string }) => string
  minutes: (minutes: number) => string
  page: (page: number, pages: number) => string
  /** Level, length and audience in one line. */
  facts: (request: CourseRequest) => string
}

const english: CourseWords = {
  offlineDraft: 'Offline draft: composed without a language model. It teaches a way of working; check and complete the facts of the field.',
  offlineDraftBadge: 'Offline draft',
  contents: 'Contents',
  objectives: 'Objectives',
  keyPoints: 'Key points',
  answers: 'Answers',
  week: (week) => `Week ${week}`,
  moduleTitle: ({ week, title }) => `Week ${week}: ${title}`,
  minutes: (minutes) => `${minutes} min`,
  page: (page, pages) => `${page} / ${pages}`,
  facts: ({ difficulty, durationWeeks, targetAudience }) =>
    `${{ beginner: 'Beginner', intermediate: 'Intermediate', advanced: 'Advanced' }[difficulty]} · ${durationWeeks} ${durationWeeks === 1 ? 'week' : 'weeks'} · for ${targetAudience}`,
}

const japanese: CourseWords = {
  offlineDraft: 'オフライン下書き：言語モデルを使わずに作成しました。学び方と進め方を示すものです。専門的な内容は確認し、補ってください。',
  offlineDraftBadge: 'オフライン下書き',
  contents: '目次',
  objectives: '目標',
  keyPoints: '要点',
  answers: '解答',
  week: (week) => `第${week}週`,
  moduleTitle: ({ week, title }) => `第${week}週　${title}`,
  minutes: (minutes) => `${minutes}分`,
  page: (page, pages) => `${page} / ${pages}`,
  facts: ({ difficulty, durationWeeks, targetAudience }) =>
    `${{ beginner: '初級', intermediate: '中級', advanced: '上級' }[difficulty]}・${durationWeeks}週間・対象者：${targetAudience}`,
}

/** The labels of an exported course, in the course's language. */
export const courseWords = (language: Locale): CourseWords => (language === 'ja' ? japanese : english)

/** The letters of options in print: A, B, C… */
export const optionLetter = (index: number) => String.fromCharCode(65 + index)
