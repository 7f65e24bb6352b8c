import type { CourseContent, CourseModule, CourseRequest } from '@pantheon/contract'
import { lessonsPerWeek, materialFor, themeIndexAt } from './arc.ts'
import { pick } from './chance.ts'
import { clip, fill, oneLine } from './text.ts'

const minutes = { beginner: 20, intermediate: 30, advanced: 40 }

/** The request's texts as plain text, for use in a title or a sentence. */
export const plainSlots = (request: CourseRequest) => {
  const { nameless, difficulty } = materialFor(request).phrases
  return {
    topic: oneLine(request.topic, nameless.topic),
    audience: oneLine(request.targetAudience, nameless.audience),
    weeks: String(request.durationWeeks),
    level: difficulty[request.difficulty],
  }
}

/** The outline: a module per week, with empty lesson bodies. */
export const composeOutline = (request: CourseRequest): CourseContent => {
  const { themes, weeks, phrases } = materialFor(request)
  const slots = plainSlots(request)
  const perWeek = lessonsPerWeek(request)
  const total = perWeek * request.durationWeeks
  const title = (text: string) => clip(fill(text, slots), 200)

  const moduleOf = (week: number): CourseModule => {
    const indices = Array.from({ length: perWeek }, (_, lesson) => themeIndexAt((week - 1) * perWeek + lesson, total, themes.length))
    const heading = pick(weeks, Math.floor((indices[0] ?? 0) / 2))
    return {
      id: `w${week}`,
      week,
      title: title(heading.title),
      summary: heading.summary,
      lessons: indices.map((index, lesson) => {
        const length = minutes[request.difficulty] + (index % 3) * 5
        return { id: `w${week}-l${lesson + 1}`, title: title(pick(themes, index).title), minutes: length, body: '', keyPoints: [] }
      }),
    }
  }

  return {
    title: title(request.durationWeeks === 1 ? phrases.singleWeekTitle : phrases.courseTitle),
    description: fill(phrases.description, slots),
    objectives: [...phrases.objectives, phrases.closingObjective[request.difficulty]].map((objective) => fill(objective, slots)),
    modules: Array.from({ length: request.durationWeeks }, (_, index) => moduleOf(index + 1)),
    assessments: [],
  }
}
