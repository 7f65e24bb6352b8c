import type { AiJob, Course } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const request = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 2, targetAudience: 'bakers', language: 'en' } as const

describe.each(storyDialects)('On %s', (dialect) => {
  let w: World
  let buyer: SignedInCaller
  let job: AiJob
  let course: Course
  const generate = (language: 'en' | 'ja' = 'en'): Promise<AiJob> => buyer.api.agents.jobs.generate.mutate({ type: 'course', input: { ...request, language } })
  const courseOf = async ({ id }: AiJob): Promise<Course> => {
    const { output } = await buyer.api.agents.jobs.get.query({ id })
    return buyer.api.agents.courses.get.query({ id: output?.courseId ?? '' })
  }
  beforeAll(async () => {
    w = await world(dialect, { env: { DOCUMENTS_PER_ORGANIZATION: '1' } })
    buyer = await w.buyer()
    job = await generate()
    await w.settle()
    course = await courseOf(job)
  })
  afterAll(() => w.close())
  const firstLesson = (of: Course) => of.content.modules[0]!.lessons[0]!

  describe('A finished course', () => {
    it('has a module a week, every lesson written, a test for each module', () => {
      expect(course.content.modules.map(({ week }) => week)).toEqual([1, 2])
      expect(course.content.modules.flatMap(({ lessons }) => lessons).every(({ body }) => body.length > 200)).toBe(true)
      expect(course.content.assessments.map(({ moduleId }) => moduleId)).toEqual(course.content.modules.map(({ id }) => id))
    })

    it('is edited lesson by lesson; of two editors of one version, one gets 409 with the current course', async () => {
      const now = await buyer.api.agents.courses.get.query({ id: course.id })
      const edit = (body: string) => buyer.rest('PUT', `/courses/${course.id}/lessons/${firstLesson(now).id}`, { version: now.version, title: 'Mine', body })
      const answers = await Promise.all([edit('First words'), edit('Other words')])
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
      expect([won?.status, lost?.status]).toEqual([200, 409])
      expect(lost?.body.details.current).toEqual(won?.body)
      expect(firstLesson(won?.body)).toMatchObject({ title: 'Mine' })
      expect(
        await refusalOf(buyer.api.agents.courses.editLesson.mutate({ id: course.id, version: now.version + 1, lessonId: 'none', title: 'x', body: 'x' })),
      ).toBe('course.lesson_not_found')
    })

    it('goes out under a name that can be sent, whatever it is about', async () => {
      const { id } = await buyer.api.agents.jobs.generate.mutate({ type: 'course', input: { ...request, topic: `a${'𠮷'.repeat(55)}`, language: 'ja' } })
      await w.settle()
      const { output } = await buyer.api.agents.jobs.get.query({ id })
      const answer = await buyer.http(`/api/v1/courses/${output?.courseId}/markdown`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toMatch(/filename\*=UTF-8''a(%F0%A0%AE%B7)+.*\.md$/)
    })

    it('takes no lesson that is nested deeper than it can be drawn', async () => {
      const now = await buyer.api.agents.courses.get.query({ id: course.id })
      const edit = (body: string) => buyer.rest('PUT', `/courses/${course.id}/lessons/${firstLesson(now).id}`, { version: now.version, title: 'Deep', body })
      for (const body of ['>'.repeat(39_999), '1. '.repeat(13_000), Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')]) {
        const refused = await edit(body)
        expect([refused.status, refused.body.code, refused.body.errors?.[0]?.path ?? refused.body.fields?.[0]?.path]).toEqual([400, 'input.invalid', 'body'])
      }
      expect((await edit(Array.from({ length: 10 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'))).status).toBe(200)
    })

    it('has one lesson written again as asked, and no other touched', async () => {
      const before = await buyer.api.agents.courses.get.query({ id: course.id })
      const lessonId = before.content.modules[1]!.lessons[0]!.id
      const rewrite = await buyer.api.agents.courses.regenerateLesson.mutate({ id: course.id, lessonId, guidance: 'more about steam ovens' })
      await w.settle()
      expect(await buyer.api.agents.jobs.get.query({ id: rewrite.id })).toMatchObject({ status: 'succeeded' })
      const after = await buyer.api.agents.courses.get.query({ id: course.id })
      const bodies = (of: Course) => of.content.modules.flatMap(({ lessons }) => lessons.map(({ id, body }) => [id, body]))
      const changed = bodies(after).filter(([, body], i) => body !== bodies(before)[i]?.[1])
      expect(changed.map(([id]) => id)).toEqual([lessonId])
      expect(changed[0]?.[1]).toContain('steam ovens')
    })

    it('goes out as Markdown and as PDF, with a name, in English and in Japanese', async () => {
      const japanese = await generate('ja')
      await w.settle()
      for (const { id, content } of [course, await courseOf(japanese)]) {
        const markdown = await buyer.http(`/api/v1/courses/${id}/markdown`)
        expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
        expect(markdown.headers.get('content-disposition')).toMatch(/^attachment; filename=".+\.md"; filename\*=UTF-8''.+\.md$/)
        expect(await markdown.text()).toContain(content.title)
        const pdf = Buffer.from(await (await buyer.http(`/api/v1/courses/${id}/pdf`)).arrayBuffer())
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
        expect(pdf.length).toBeGreaterThan(10_000)
      }
    })

    it('is not printed beside more of its organization than may be at once, whoever else is served meanwhile', async () => {
      const jobs = [await generate(), await generate()]
      await w.settle()
      const ids = (await Promise.all(jobs.map(courseOf))).map(({ id }) => id)
      const answers = await Promise.all(ids.map((id) => buyer.http(`/api/v1/courses/${id}/pdf`)))
      const [printed, refused] = answers.toSorted((a, b) => a.status - b.status)
      expect([printed?.status, refused?.status, refused?.headers.get('retry-after')]).toEqual([200, 429, '5'])
      expect(await refused?.json()).toMatchObject({ code: 'document.too_many' })
    })
  })

  describe('A job', () => {
    it('that is cancelled stops, keeps what it made, and goes on when it is asked for again', async () => {
      const slow = await world(dialect, { env: { OFFLINE_PACE_MS: '80' } })
      try {
        const owner = await slow.buyer()
        const { id } = await owner.api.agents.jobs.generate.mutate({ type: 'course', input: request })
        const read = () => owner.api.agents.jobs.get.query({ id })
        while ((await read()).progress < 30) await new Promise((resolve) => setTimeout(resolve, 20))
        expect(await owner.api.agents.jobs.cancel.mutate({ id })).toMatchObject({ status: 'cancelled' })
        const stopped = await read()
        await new Promise((resolve) => setTimeout(resolve, 400))
        expect(await read()).toEqual(stopped)
        const half = await owner.api.agents.courses.get.query({ id: stopped.output?.courseId ?? '' })
        expect(half.status).toBe('writing')
        expect(
          await refusalOf(
            owner.api.agents.courses.editLesson.mutate({ id: half.id, version: half.version, lessonId: firstLesson(half).id, title: 'x', body: 'x' }),
          ),
        ).toBe('course.not_finished')
        await owner.api.agents.jobs.retry.mutate({ id })
        await slow.settle()
        const done = await owner.api.agents.courses.get.query({ id: half.id })
        expect(done.status).toBe('complete')
        expect(firstLesson(done)).toEqual(firstLesson(half))
        expect(await refusalOf(owner.api.agents.jobs.cancel.mutate({ id }))).toBe('job.wrong_state')
      } finally {
        await slow.close()
      }
    })

    it('counts for its agent', async () => {
      const agent = await buyer.api.agents.get.query({ id: 201 })
      expect(agent).toMatchObject({ name: 'CourseGeneratorAgent', state: 'idle', engine: 'offline-composer', isOffline: true, running: 0 })
      expect(agent.succeeded).toBeGreaterThanOrEqual(2)
      expect((await buyer.api.agents.list.query()).items.map(({ id }) => id)).toEqual([201, 202, 203, 204, 205, 301])
      expect(await refusalOf(buyer.api.agents.get.query({ id: 999 }))).toBe('agent.not_found')
    })
  })
})
