import type { Assessment, Course, CourseModule, Lesson } from '@pantheon/contract'
import { courseWords, optionLetter } from './course-words.ts'

type Words = ReturnType<typeof courseWords>

/**
 * Escapes one line of plain text for Markdown (CommonMark, and GFM's tables, strikethrough and HTML), also at the start of a line, where
 * it could begin a list, a heading or a quotation.
 */
const escaped = (text: string) =>
  text
    .replace(/[^\S\u3000]+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&~|#$]/g, '\\$&')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')

/** Demotes a lesson's headings below its title, but not a `#` inside a code block. */
const sinkHeadings = (body: string) => {
  let fence = ''
  return body
    .split('\n')
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
      if (fence !== '') {
        if (mark?.startsWith(fence)) fence = ''
        return line
      }
      if (mark) {
        fence = mark
        return line
      }
      return line.replace(/^ {0,3}(#{1,6})(?=\s)/, (_, marks: string) => '#'.repeat(Math.min(6, Math.max(4, marks.length + 2))))
    })
    .join('\n')
}

const bullets = (lines: readonly string[]) => lines.map((line) => `- ${escaped(line)}`).join('\n')

const lessonBlocks = ({ title, minutes, body, keyPoints }: Lesson, words: Words) => [
  `### ${escaped(title)}`,
  `*${words.minutes(minutes)}*`,
  ...(body === '' ? [] : [sinkHeadings(body)]),
  ...(keyPoints.length === 0 ? [] : [`**${words.keyPoints}**`, bullets(keyPoints)]),
]

const assessmentBlocks = ({ title, questions }: Assessment) => [
  `### ${escaped(title)}`,
  questions
    .map(({ prompt, options }, index) => {
      const number = `${index + 1}. `
      const indent = ' '.repeat(number.length)
      return [`${number}${escaped(prompt)}`, ...options.map((option, place) => `${indent}- ${optionLetter(place)}. ${escaped(option)}`)].join('\n')
    })
    .join('\n'),
]

const answerBlocks = ({ title, questions }: Assessment) => [
  `### ${escaped(title)}`,
  questions.map(({ answerIndex, explanation }, index) => `${index + 1}. **${optionLetter(answerIndex)}** ${escaped(explanation)}`.trimEnd()).join('\n'),
]

const moduleBlocks = (module: CourseModule, { content }: Course, words: Words) => [
  `## ${escaped(words.moduleTitle(module))}`,
  ...(module.summary === '' ? [] : [escaped(module.summary)]),
  ...module.lessons.flatMap((lesson) => lessonBlocks(lesson, words)),
  ...content.assessments.filter(({ moduleId }) => moduleId === module.id).flatMap(assessmentBlocks),
]

/** A course as one Markdown document in its own language: modules, lessons, assessments, and the answers at the end. */
export const courseToMarkdown = (course: Course): string => {
  const { content, request, authorship } = course
  const words = courseWords(request.language)
  const blocks = [
    `# ${escaped(content.title)}`,
    `*${escaped(words.facts(request))}*`,
    ...(authorship === 'offline_draft' ? [`> ${words.offlineDraft}`] : []),
    ...(content.description === '' ? [] : [escaped(content.description)]),
    ...(content.objectives.length === 0 ? [] : [`## ${words.objectives}`, bullets(content.objectives)]),
    ...content.modules.flatMap((module) => moduleBlocks(module, course, words)),
    ...(content.assessments.length === 0 ? [] : [`## ${words.answers}`, ...content.assessments.flatMap(answerBlocks)]),
  ]
  return `${blocks.join('\n\n')}\n`
}
