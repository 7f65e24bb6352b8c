import type { Assessment, CourseContent, CourseRequest, Question } from '@pantheon/contract'
import { orFail } from '@pantheon/kernel'
import { materialFor, type PlacedTheme, placeThemes } from './arc.ts'
import { pick, seedOf, shuffled } from './chance.ts'
import type { Material } from './material.ts'
import { clip, fill } from './text.ts'

interface Draft {
  prompt: string
  right: string
  wrong: readonly string[]
  why: string
}

/** A question for the one false statement among a lesson's key points. */
const mythDraft = ({ theme, lesson }: PlacedTheme, { phrases }: Material): Draft => ({
  prompt: fill(phrases.mythPrompt, { title: lesson.title }),
  right: theme.myth,
  wrong: theme.points,
  why: phrases.mythExplanation,
})

/** A question for the one true statement among misconceptions that other lessons correct. */
const supportDraft = ({ theme, themeIndex, lesson }: PlacedTheme, { phrases, themes }: Material): Draft => ({
  prompt: fill(phrases.supportPrompt, { title: lesson.title }),
  right: theme.points[1],
  wrong: [5, 11, 17].map((distance) => pick(themes, themeIndex + distance).myth),
  why: phrases.supportExplanation,
})

const draftsFor = (placed: readonly PlacedTheme[], material: Material): Draft[] => {
  const count = Math.min(5, placed.length + 2)
  const own = placed.map(({ theme }) => theme.question)
  return [...own, mythDraft(pick(placed, 0), material), supportDraft(pick(placed, 1), material)].slice(0, count)
}

/** Three to five questions on the lessons of one module. Fails with `course.lesson_not_found` for an unknown module. */
export const composeAssessment = (request: CourseRequest, content: CourseContent, moduleId: string): Assessment => {
  const material = materialFor(request)
  const { phrases } = material
  const found = content.modules.find(({ id }) => id === moduleId)
  const module = orFail(found, 'course.lesson_not_found', { moduleId })
  const placed = placeThemes(content, material).filter((place) => place.moduleId === moduleId)
  const id = `${moduleId}-check`.slice(-40)

  const seed = seedOf(`${request.topic} ${moduleId}`)
  // Every position is correct once before one repeats, so that always choosing the same letter does not pass.
  const places = shuffled([0, 1, 2, 3], seed)

  const questions = draftsFor(placed, material).map(({ prompt, right, wrong, why }, index): Question => {
    const answerIndex = pick(places, index)
    const options = shuffled(wrong, seed + index).toSpliced(answerIndex, 0, right)
    return { id: `${moduleId}-q${index + 1}`.slice(-40), prompt: clip(prompt, 1000), options, answerIndex, explanation: why }
  })
  return { id, moduleId, title: clip(fill(phrases.assessmentTitle, { week: String(module.week), title: module.title }), 200), questions }
}
