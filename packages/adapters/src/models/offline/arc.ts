import type { CourseContent, CourseRequest, Lesson } from '@pantheon/contract'
import { orFail } from '@pantheon/kernel'
import { pick } from './chance.ts'
import { type Material, materials, type Theme } from './material.ts'

export const materialFor = (request: CourseRequest): Material => materials[request.language]

/** Two to four, and in total at most the number of themes, so a long course has shorter weeks. */
export const lessonsPerWeek = ({ difficulty, durationWeeks: weeks }: CourseRequest) => {
  if (difficulty === 'advanced' && weeks <= 6) return 4
  const usual = weeks <= 3 ? 4 : weeks <= 8 ? 3 : 2
  return difficulty === 'beginner' ? Math.max(2, usual - 1) : usual
}

/**
 * The theme of the lesson at `index` of `total`: spread evenly from the first theme to the last, without repeats.
 * An external outline may have more lessons than there are themes; then they repeat.
 */
export const themeIndexAt = (index: number, total: number, themes: number) => {
  if (total > themes) return index % themes
  return total === 1 ? 0 : Math.round((index * (themes - 1)) / (total - 1))
}

/** A lesson of an outline with its theme and the previous one. */
export interface PlacedTheme {
  lesson: Lesson
  moduleId: string
  index: number
  themeIndex: number
  theme: Theme
  previous: Theme | undefined
}

/** The outline's lessons in order, each with its theme. */
export const placeThemes = (outline: CourseContent, { themes }: Material): PlacedTheme[] => {
  const lessons = outline.modules.flatMap((module) => module.lessons.map((lesson) => ({ lesson, moduleId: module.id })))
  const themeIndex = (index: number) => themeIndexAt(index, lessons.length, themes.length)
  return lessons.map((place, index) => ({
    ...place,
    index,
    themeIndex: themeIndex(index),
    theme: pick(themes, themeIndex(index)),
    previous: index > 0 ? pick(themes, themeIndex(index - 1)) : undefined,
  }))
}

/** Finds one lesson. Fails with `course.lesson_not_found`. */
export const placedThemeOf = (placed: readonly PlacedTheme[], lessonId: string): PlacedTheme =>
  orFail(
    placed.find(({ lesson }) => lesson.id === lessonId),
    'course.lesson_not_found',
    { lessonId },
  )
