import { buffer } from 'node:stream/consumers'
import { courseWords, optionLetter } from '@pantheon/agents/course-words'
import type { Assessment, Course, Lesson } from '@pantheon/contract'
import PDFDocument from 'pdfkit'
import { drawContents, type Entry, layContents } from './course-contents.ts'
import { createFlow, type Flow, ink, page, textWidth } from './flow.ts'
import type { FontLibrary } from './fonts.ts'
import { markdownBlocks } from './markdown-blocks.ts'
import { createTypesetter, type Look, type Typesetter } from './typesetter.ts'

const body: Look = { size: 10.5, color: ink.text }
const small: Look = { size: 9, color: ink.muted }
const bold: Look = { ...body, isBold: true, color: ink.title }

interface Layout {
  doc: PDFKit.PDFDocument
  type: Typesetter
  flow: Flow
  course: Course
  words: ReturnType<typeof courseWords>
  /** Records that `target` is on the current page. */
  mark(target: string): void
  /** The page of a recorded target, from 1. */
  pageOf(target: string): number
}

const drawTitlePage = ({ doc, flow, course, words }: Layout) => {
  const { content, request, authorship } = course
  doc.rect(0, 0, page.width, 10).fill(ink.accent)
  flow.y = 220
  doc.rect(page.left, 196, 44, 3).fill(ink.gold)
  const titleLook: Look = { size: content.title.length > 80 ? 22 : 30, color: ink.title, isBold: true }
  flow.paragraph([{ text: content.title, look: titleLook }], { leading: 1.35, after: 14 })
  flow.paragraph([{ text: words.facts(request), look: { size: 12, color: ink.muted } }], { leading: 1.6, after: 26 })
  if (authorship === 'offline_draft') {
    flow.panel([[{ text: words.offlineDraft, look: { size: 9.5, color: ink.notice } }]], { ground: ink.noticeSoft, bar: ink.gold }, 22)
  }
  flow.paragraph([{ text: content.description, look: { ...body, size: 11 } }], { after: 18 })
  if (content.objectives.length > 0) {
    flow.paragraph([{ text: words.objectives, look: { ...bold, size: 12, color: ink.accent } }], { leading: 1.5, after: 4, keep: 20 })
    for (const objective of content.objectives) {
      flow.paragraph([{ text: objective, look: body }], { indent: 18, after: 2, marker: { text: '•', look: { ...body, color: ink.accent } } })
    }
  }
}

const drawLesson = ({ doc, flow, words, mark }: Layout, lesson: Lesson, outline: PDFKit.PDFOutline) => {
  flow.space(20)
  flow.room(110)
  mark(lesson.id)
  outline.addItem(lesson.title)
  flow.paragraph([{ text: lesson.title, look: { ...bold, size: 15 } }], { leading: 1.4, keep: 60 })
  flow.paragraph([{ text: words.minutes(lesson.minutes), look: small }], { after: 8, keep: 40 })
  flow.blocks(markdownBlocks(lesson.body, body), body)
  if (lesson.keyPoints.length > 0) {
    flow.space(6)
    const heading = [{ text: words.keyPoints, look: { ...bold, color: ink.accent } }]
    flow.panel([heading, ...lesson.keyPoints.map((point) => [{ text: `•  ${point}`, look: { ...body, size: 10 } }])], { ground: ink.soft, bar: ink.accent })
  }
  doc.fillColor(ink.text)
}

const drawAssessment = ({ flow, mark }: Layout, { id, title, questions }: Assessment, outline: PDFKit.PDFOutline) => {
  flow.space(22)
  flow.room(140)
  mark(id)
  outline.addItem(title)
  flow.paragraph([{ text: title, look: { ...bold, size: 14, color: ink.accent } }], { leading: 1.4, after: 10, keep: 60 })
  questions.forEach(({ prompt, options }, index) => {
    flow.paragraph([{ text: prompt, look: bold }], { indent: 22, after: 4, keep: 20, marker: { text: `${index + 1}.`, look: { ...bold, color: ink.accent } } })
    options.forEach((option, place) => {
      flow.paragraph([{ text: option, look: body }], { indent: 46, after: 1, marker: { text: optionLetter(place), look: { ...small, isBold: true } } })
    })
    flow.space(9)
  })
}

const drawAnswers = ({ doc, flow, course, words, mark }: Layout) => {
  if (course.content.assessments.length === 0) return
  flow.nextPage()
  mark('answers')
  doc.outline.addItem(words.answers)
  flow.paragraph([{ text: words.answers, look: { ...bold, size: 22 } }], { leading: 1.4, after: 12 })
  for (const { title, questions } of course.content.assessments) {
    flow.paragraph([{ text: title, look: { ...bold, size: 11.5, color: ink.accent } }], { leading: 1.5, before: 12, after: 4, keep: 30 })
    questions.forEach(({ answerIndex, explanation }, index) => {
      const runs = [
        { text: `${optionLetter(answerIndex)}  `, look: bold },
        { text: explanation, look: { ...body, size: 10 } },
      ]
      flow.paragraph(runs, { indent: 22, after: 2, marker: { text: `${index + 1}.`, look: small } })
    })
  }
}

const drawModules = (layout: Layout) => {
  const { doc, flow, course, words, mark } = layout
  for (const module of course.content.modules) {
    flow.nextPage()
    mark(module.id)
    const outline = doc.outline.addItem(words.moduleTitle(module))
    flow.paragraph([{ text: words.week(module.week), look: { size: 11, color: ink.accent, isBold: true } }], { after: 2 })
    flow.paragraph([{ text: module.title, look: { ...bold, size: 22 } }], { leading: 1.35, after: 6 })
    if (module.summary !== '') flow.paragraph([{ text: module.summary, look: { ...body, size: 11, color: ink.muted } }], { after: 4 })
    for (const lesson of module.lessons) {
      drawLesson(layout, lesson, outline)
    }
    for (const assessment of course.content.assessments.filter(({ moduleId }) => moduleId === module.id)) drawAssessment(layout, assessment, outline)
  }
}

const entriesOf = ({ content }: Course, words: Layout['words']): Entry[] => [
  ...content.modules.flatMap((module) => [
    { text: words.moduleTitle(module), target: module.id, isModule: true },
    ...module.lessons.map(({ id, title }) => ({ text: title, target: id, isModule: false })),
    ...content.assessments.filter(({ moduleId }) => moduleId === module.id).map(({ id, title }) => ({ text: title, target: id, isModule: false })),
  ]),
  ...(content.assessments.length > 0 ? [{ text: words.answers, target: 'answers', isModule: true }] : []),
]

/** Running heads and page numbers, on every page except the first. */
const drawMargins = ({ doc, type, course, words }: Layout) => {
  const { start, count } = doc.bufferedPageRange()
  for (let index = 1; index < count; index += 1) {
    doc.switchToPage(start + index)
    const [head] = type.set([{ text: course.content.title, look: { ...small, size: 8 } }], textWidth)
    if (head) type.draw(head, page.left, 48)
    doc.rect(page.left, 58, textWidth, 0.6).fill(ink.rule)
    const [foot] = type.set([{ text: words.page(index + 1, count), look: { ...small, size: 8.5 } }], textWidth)
    if (foot) type.draw(foot, page.right - foot.width, 800)
    if (course.authorship === 'offline_draft') {
      const [note] = type.set([{ text: words.offlineDraftBadge, look: { ...small, size: 8.5 } }], textWidth - 60)
      if (note) type.draw(note, page.left, 800)
    }
  }
}

const openLayout = (course: Course, fonts: FontLibrary): Layout => {
  const { content, request } = course
  const words = courseWords(request.language)
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    // No standard font: their metrics are files in pdfkit's directory, which a bundle does not contain.
    font: '',
    lang: request.language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: content.title, Author: course.model, Subject: words.facts(request), CreationDate: new Date(course.updatedAt) },
  })
  const type = createTypesetter(doc, fonts)
  const flow = createFlow(doc, type, request.language === 'ja' ? 1.75 : 1.55)
  const pages = new Map<string, number>()
  const mark = (target: string) => {
    const { start, count } = doc.bufferedPageRange()
    pages.set(target, start + count)
    doc.addNamedDestination(target, 'XYZ', null, Math.max(flow.y - 10, 0), null)
  }
  return { doc, type, flow, course, words, mark, pageOf: (target) => pages.get(target) ?? 0 }
}

/** Reserves pages for the contents and returns a function that fills them once the page numbers are known. */
const reserveContents = ({ doc, type, course, words, pageOf }: Layout): (() => void) => {
  const contents = layContents(type, entriesOf(course, words))
  const first = doc.bufferedPageRange().count
  for (const _ of contents) doc.addPage()
  return () => {
    contents.forEach((placed, index) => {
      doc.switchToPage(first + index)
      const [heading] = type.set([{ text: words.contents, look: { ...bold, size: 22 } }], textWidth)
      if (index === 0 && heading) type.draw(heading, page.left, page.top + 22)
      drawContents(doc, type, placed, pageOf)
    })
  }
}

/**
 * A course as an A4 PDF in its own language: title page, contents with page numbers, modules, assessments, answers, bookmarks, running
 * heads. Runs in linear time, synchronously on the calling thread.
 */
export const courseToPdf = (course: Course, fonts: FontLibrary): Promise<Buffer> => {
  const layout = openLayout(course, fonts)
  const printed = buffer(layout.doc)
  drawTitlePage(layout)
  const fillContents = reserveContents(layout)
  drawModules(layout)
  drawAnswers(layout)
  fillContents()
  drawMargins(layout)
  layout.doc.end()
  return printed
}
