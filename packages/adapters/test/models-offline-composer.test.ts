import type { CourseContent, CourseRequest } from '@pantheon/contract'
import { CourseContent as CourseContentSchema, difficulties } from '@pantheon/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { materials } from '../src/models/offline/material.ts'
import { createOfflineComposer } from '../src/models/offline-composer.ts'

const composer = createOfflineComposer()
const still = new AbortController().signal

const writeCourse = async (request: CourseRequest, ask = { guidance: '', take: 0 }): Promise<CourseContent> => {
  const content = await composer.outline(request, still)
  for (const module of content.modules) {
    for (const lesson of module.lessons) {
      Object.assign(lesson, await composer.lesson(request, content, { moduleId: module.id, lessonId: lesson.id }, ask, still))
    }
    content.assessments.push(await composer.assessment(request, content, module.id, still))
  }
  return content
}

const lessonsOf = (content: CourseContent) => content.modules.flatMap((module) => module.lessons)
const paragraphsOf = (content: CourseContent) => lessonsOf(content).flatMap(({ body }) => body.split('\n\n').filter((block) => !block.startsWith('#')))
const sizeOf = (body: string, language: string) => {
  const text = body.replace(/^#+ |^> |^\d\. |\*\*|\\/gm, '')
  return language === 'ja' ? text.replace(/\s/g, '').length : text.split(/\s+/).length
}

const sql: CourseRequest = { topic: 'SQL', difficulty: 'beginner', durationWeeks: 4, targetAudience: 'office workers', language: 'en' }
const bread: CourseRequest = { topic: 'パン作り', difficulty: 'intermediate', durationWeeks: 4, targetAudience: '忙しい会社員', language: 'ja' }

const everyShape = (['en', 'ja'] as const).flatMap((language) =>
  difficulties.flatMap((difficulty) =>
    Array.from({ length: 12 }, (_, index): CourseRequest => ({ ...(language === 'ja' ? bread : sql), difficulty, durationWeeks: index + 1 })),
  ),
)

const anyRequest: fc.Arbitrary<CourseRequest> = fc.record({
  topic: fc.oneof(fc.string({ unit: 'binary', minLength: 2, maxLength: 60 }), fc.string({ minLength: 2, maxLength: 120 }), fc.constant('𠮷'.repeat(60))),
  difficulty: fc.constantFrom(...difficulties),
  durationWeeks: fc.integer({ min: 1, max: 12 }),
  targetAudience: fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 }),
  language: fc.constantFrom('en', 'ja'),
})

describe('A course from the offline composer', () => {
  it('says what it is', () => {
    expect(composer).toMatchObject({ engine: 'offline-composer', isOffline: true })
  })

  it.each(['en', 'ja'] as const)('is complete, of the right length and free of repetition in every shape (%s)', async (language) => {
    for (const request of everyShape.filter((shape) => shape.language === language)) {
      const content = await writeCourse(request)
      const paragraphs = paragraphsOf(content)
      expect(new Set(paragraphs).size, JSON.stringify(request)).toBe(paragraphs.length)
      expect(new Set(content.modules.map(({ title }) => title)).size).toBe(request.durationWeeks)
      const [least, most] = language === 'ja' ? [600, 1000] : [250, 450]
      for (const { body, keyPoints, title } of lessonsOf(content)) {
        expect(sizeOf(body, language), `${title}\n${body}`).toBeGreaterThanOrEqual(least)
        expect(sizeOf(body, language), `${title}\n${body}`).toBeLessThanOrEqual(most)
        expect(keyPoints.length).toBeGreaterThanOrEqual(3)
        expect(body).toContain(request.topic)
        expect(body).toContain(request.targetAudience)
        expect(body).not.toMatch(/\{\w+\}/)
        // CommonMark would not close this emphasis.
        expect(body).not.toMatch(/[。、]\*\*\S/)
      }
    }
  })

  it('satisfies the contract whatever is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const content = await writeCourse(request)
        expect(CourseContentSchema.parse(content)).toEqual(content)
        expect(content.modules).toHaveLength(request.durationWeeks)
        expect(content.assessments.map(({ moduleId }) => moduleId)).toEqual(content.modules.map(({ id }) => id))
        const ids = [content.modules, lessonsOf(content), content.assessments, content.assessments.flatMap(({ questions }) => questions)]
          .flat()
          .map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the structure of its Markdown whatever the topic contains', async () => {
    const shapeOf = (content: CourseContent) =>
      lessonsOf(content).map(({ body }) => body.split('\n').map((line) => /^(#+ |> |\d\. |\*\*|$)/.exec(line)?.[0] ?? 'text'))
    for (const topic of [
      '# Heading\n\n---',
      '1. one',
      '<script>alert(1)</script>',
      '[x](javascript:alert(1))',
      '```\ncode',
      '- a | b',
      '👩‍💻 & "quotes"',
      '{audience} {name}',
    ]) {
      for (const plain of [sql, bread]) {
        const content = await writeCourse({ ...plain, topic, targetAudience: topic })
        expect(shapeOf(content)).toEqual(shapeOf(await writeCourse(plain)))
        expect(
          lessonsOf(content)
            .map(({ body }) => body)
            .join('\n'),
        ).not.toMatch(/(?<!\\)[<[`]/)
      }
    }
  })

  it.each([sql, bread])('asks three to five questions a week, and its answers are right ($language)', async (request) => {
    const { themes } = materials[request.language]
    const own = new Map(themes.map(({ question }) => [question.prompt, question.right]))
    const myths = new Set(themes.map(({ myth }) => myth))
    const content = await writeCourse(request)
    for (const { questions, moduleId } of content.assessments) {
      const points = new Set(content.modules.find(({ id }) => id === moduleId)?.lessons.flatMap(({ keyPoints }) => keyPoints))
      expect(questions.length).toBeGreaterThanOrEqual(3)
      expect(questions.length).toBeLessThanOrEqual(5)
      expect(new Set(questions.map(({ answerIndex }) => answerIndex)).size).toBe(Math.min(4, questions.length))
      for (const { prompt, options, answerIndex, explanation } of questions) {
        const mythsAmong = options.filter((option) => myths.has(option))
        const right = own.get(prompt) ?? (mythsAmong.length === 1 ? mythsAmong[0] : options.find((option) => points.has(option)))
        expect(options[answerIndex]).toBe(right)
        expect(new Set(options).size).toBe(options.length)
        expect(explanation).not.toBe('')
      }
    }
  })

  it('is the same for the same request and another for another topic', async () => {
    expect(await writeCourse(sql)).toEqual(await writeCourse(sql))
    const other = await writeCourse({ ...sql, topic: 'Watercolour' })
    expect(lessonsOf(other)[1]?.body.replaceAll('Watercolour', 'SQL')).not.toBe(lessonsOf(await writeCourse(sql))[1]?.body)
  })
})

describe('A rewritten lesson', () => {
  const place = { moduleId: 'w2', lessonId: 'w2-l1' }
  const rewrite = async (request: CourseRequest, guidance: string, take = 1) => {
    const outline = await composer.outline(request, still)
    return (await composer.lesson(request, outline, place, { guidance, take }, still)).body
  }

  it('differs from take to take', async () => {
    const takes = await Promise.all([0, 1, 2, 3, 4, 5].map((take) => rewrite(sql, '', take)))
    expect(new Set(takes).size).toBe(takes.length)
  })

  it.each([
    [sql, 'please more *examples*', 'A further example'],
    [sql, 'Use a bakery as the setting', 'Carry that request'],
    [bread, 'もっと練習を増やしてください', '練習を増やしましょう'],
  ])('follows the wish', async (request, guidance, expected) => {
    const body = await rewrite(request, guidance)
    expect(body).toContain(expected)
    expect(body.replaceAll('\\', '')).toContain(guidance)
  })

  it('is shorter when asked to be shorter', async () => {
    expect((await rewrite(sql, 'shorter, please')).length).toBeLessThan((await rewrite(sql, 'use a bakery')).length)
  })

  it('refuses a lesson that is not in the outline', async () => {
    const outline = await composer.outline(sql, still)
    await expect(composer.lesson(sql, outline, { moduleId: 'w1', lessonId: 'nowhere' }, { guidance: '', take: 0 }, still)).rejects.toMatchObject({
      code: 'course.lesson_not_found',
    })
  })
})

describe('Stopping the offline composer', () => {
  it('stops in the middle of a pause', async () => {
    const stop = new AbortController()
    const outline = createOfflineComposer({ paceMs: 60_000 }).outline(sql, stop.signal)
    stop.abort()
    await expect(outline).rejects.toMatchObject({ name: 'AbortError' })
  })
})
