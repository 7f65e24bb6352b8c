import { type CourseRequest, cutText, LessonBody } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { z } from 'zod'
import { lessonOf, moduleOf, numberOutline } from './course-content.ts'
import { promptsFor } from './course-prompts.ts'
import type { CourseWriter } from './course-writer.port.ts'
import type { LanguageModel } from './model.port.ts'

const line = (limit: number) => z.string().trim().min(1).max(limit)

const outlineAnswer = (weeks: number) =>
  z.object({
    title: line(200),
    description: line(4000),
    objectives: z.array(line(400)).min(3).max(8),
    modules: z
      .array(
        z.object({
          title: line(200),
          summary: line(2000),
          lessons: z
            .array(z.object({ title: line(200), minutes: z.int().min(5).max(240) }))
            .min(2)
            .max(4),
        }),
      )
      .length(weeks),
  })

const LessonAnswer = z.object({ body: LessonBody.min(200), keyPoints: z.array(line(400)).min(3).max(6) })

const AssessmentAnswer = z.object({
  questions: z
    .array(
      z.object({
        prompt: line(1000),
        options: z
          .array(line(500))
          .length(4)
          .refine((options) => new Set(options).size === options.length, 'Two options are the same'),
        answerIndex: z.int().min(0).max(3),
        explanation: line(1000),
      }),
    )
    .min(3)
    .max(5),
})

/** Models often wrap JSON in a code fence or a sentence, so everything outside the outermost braces is ignored. */
const parseAnswer = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

const problemsOf = (error: z.ZodError) => error.issues.slice(0, 20).map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`)

/** Longer answers are cut before they are sent back to the model. */
const maxShownAnswer = 20_000

/**
 * Writes courses with a language model. Each answer is validated; an invalid one is sent back once with its errors, then the part fails
 * with `model.invalid_output`.
 */
export const createModelWriter = (model: LanguageModel): CourseWriter => {
  const ask = async <T>(request: CourseRequest, name: string, schema: z.ZodType<T>, prompt: string, signal: AbortSignal): Promise<T> => {
    const prompts = promptsFor(request.language)
    const complete = (text: string) => model.complete({ system: prompts.system, prompt: text, schema: { name, json: z.toJSONSchema(schema) } }, signal)

    const answer = await complete(prompt)
    const first = schema.safeParse(parseAnswer(answer))
    if (first.success) return first.data
    const repaired = await complete(prompts.repair(prompt, cutText(answer, maxShownAnswer), problemsOf(first.error)))
    const second = schema.safeParse(parseAnswer(repaired))
    return second.success ? second.data : fail('model.invalid_output', { model: model.name, part: name, problems: problemsOf(second.error) })
  }

  return {
    engine: model.name,
    isOffline: false,

    async outline(request, signal) {
      const schema = outlineAnswer(request.durationWeeks)
      return numberOutline(await ask(request, 'outline', schema, promptsFor(request.language).outline(request), signal))
    },

    async lesson(request, outline, place, options, signal) {
      const module = moduleOf(outline, place.moduleId)
      const prompt = promptsFor(request.language).lesson(request, outline, module, lessonOf(outline, place.lessonId), options)
      return ask(request, 'lesson', LessonAnswer, prompt, signal)
    },

    async assessment(request, content, moduleId, signal) {
      const module = moduleOf(content, moduleId)
      const { questions } = await ask(request, 'assessment', AssessmentAnswer, promptsFor(request.language).assessment(request, module), signal)
      const title = request.language === 'ja' ? `第${module.week}週の確認` : `Check for week ${module.week}`
      return { id: `${moduleId}-check`, moduleId, title, questions: questions.map((question, index) => ({ ...question, id: `${moduleId}-q${index + 1}` })) }
    },
  }
}
