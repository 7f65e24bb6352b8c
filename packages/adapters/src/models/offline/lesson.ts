import type { WrittenLesson } from '@pantheon/agents'
import type { CourseContent, CourseRequest } from '@pantheon/contract'
import { materialFor, placedThemeOf, placeThemes } from './arc.ts'
import { pick, seedOf } from './chance.ts'
import type { Phrases } from './material.ts'
import { plainSlots } from './outline.ts'
import { clip, escapeMarkdown, fill, oneLine } from './text.ts'

/** Requests that `guidance` may contain, as patterns for both languages. */
const patterns = {
  shorter: /short|brief|concise|compact|短|簡潔|手短/i,
  simpler: /simpl|eas(y|ier)|plain|やさし|易し|簡単|(分|わ)かりやす/i,
  examples: /example|concrete|例|具体/i,
  practice: /exercise|practi[cs]|drill|hands.on|練習|課題|演習|実践/i,
  deeper: /deep|detail|thorough|advanced|詳し|深|高度|専門/i,
} as const
type Wish = keyof typeof patterns

const kindsIn = (guidance: string) => (Object.keys(patterns) as Wish[]).filter((wish) => patterns[wish].test(guidance))

/** Bold, with a Japanese full stop outside: CommonMark does not close emphasis between 。 and a letter. */
const emphasized = (sentence: string) => (sentence.endsWith('。') ? `**${sentence.slice(0, -1)}**。` : `**${sentence}**`)

const wishSection = (guidance: string, { wish }: Phrases, asked: readonly Wish[]) => {
  if (guidance === '') return []
  const answers = asked.length > 0 ? asked.map((kind) => wish[kind]) : [wish.other]
  return [`## ${wish.heading}`, wish.quote, ...answers]
}

/** Writes one lesson in Markdown. `take` advances the lists of phrases, and from the first rewrite adds another introduction. */
export const composeLesson = (request: CourseRequest, outline: CourseContent, lessonId: string, ask: { guidance: string; take: number }): WrittenLesson => {
  const material = materialFor(request)
  const { phrases } = material
  const { lesson, index, theme, previous } = placedThemeOf(placeThemes(outline, material), lessonId)
  const plain = plainSlots(request)
  const guidance = clip(oneLine(ask.guidance, ''), 300)
  const asked = kindsIn(guidance)
  // Topics start at different offsets of the lists, so that two courses of the same shape do not read alike.
  const offset = index + ask.take + (seedOf(plain.topic) % 48)
  const quoted = (name: string) => `${phrases.nameQuotes[0]}${name}${phrases.nameQuotes[1]}`
  const slots = {
    topic: escapeMarkdown(plain.topic),
    audience: escapeMarkdown(plain.audience),
    guidance: escapeMarkdown(guidance),
    name: quoted(theme.name),
    previous: quoted(previous?.name ?? theme.name),
    minutes: String(lesson.minutes),
    myth: theme.myth,
    prompt: theme.question.prompt,
    point: theme.points[0],
  }
  const angle = ask.take > 0 ? pick(phrases.angles, ask.take - 1) : undefined
  const isShort = asked.includes('shorter')
  const gap = request.language === 'ja' ? '' : ' '

  const blocks = [
    pick(previous ? phrases.openings : phrases.firstOpening, offset),
    ...wishSection(guidance, phrases, asked),
    ...(angle ? [`## ${angle.heading}`, angle.text] : []),
    `## ${pick(phrases.ideaHeadings, offset)}`,
    ...theme.idea,
    `> ${theme.points[0]}`,
    `## ${pick(phrases.exampleHeadings, offset)}`,
    theme.example,
    ...(isShort ? [] : [`## ${pick(phrases.noteHeadings, offset)}`, pick(phrases.notes[request.difficulty], offset)]),
    `## ${pick(phrases.exerciseHeadings, offset)}`,
    `${emphasized(theme.task)}${gap}${phrases.time}`,
    theme.steps.map((step, number) => `${number + 1}. ${step}`).join('\n'),
  ]
  return { body: blocks.map((block) => fill(block, slots)).join('\n\n'), keyPoints: [...theme.points] }
}
