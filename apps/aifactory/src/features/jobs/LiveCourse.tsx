import type { Course, Lesson } from '@pantheon/contract'
import { Button, cn, Skeleton } from '@pantheon/ui'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Markdown } from '../courses/Markdown.tsx'

type Progress = 'written' | 'writing' | 'notYet'

const OutlineMark = ({ progress }: { progress: Progress }) => (
  <span aria-hidden className="mt-0.5 grid size-4 shrink-0 place-items-center">
    {progress === 'written' ? (
      <Check className="size-4 text-success-text" />
    ) : (
      <span className={cn('size-2 rounded-full', progress === 'writing' ? 'animate-beat bg-accent' : 'border border-line-strong')} />
    )}
  </span>
)

interface LiveOutlineProps {
  course: Course
  shownId: string | undefined
  writingId: string | undefined
  onChoose: (lessonId: string) => void
}

const LiveOutline = ({ course, shownId, writingId, onChoose }: LiveOutlineProps) => {
  const { t } = useTranslation()
  return (
    <div className="space-y-4">
      {course.content.modules.map((module) => (
        <div key={module.id}>
          <p className="px-2 text-12 font-medium text-ink-faint">{module.title}</p>
          <ol className="mt-1 space-y-0.5">
            {module.lessons.map((lesson) => {
              const progress: Progress = lesson.body !== '' ? 'written' : lesson.id === writingId ? 'writing' : 'notYet'
              return (
                <li key={lesson.id}>
                  <button
                    type="button"
                    disabled={progress !== 'written'}
                    aria-current={lesson.id === shownId ? 'true' : undefined}
                    onClick={() => onChoose(lesson.id)}
                    className={cn(
                      'flex w-full items-start gap-2.5 rounded-control px-2 py-1.5 text-left text-13 leading-5 transition-colors',
                      lesson.id === shownId && 'bg-accent-soft text-accent-text',
                      progress === 'written' ? 'hover:bg-hover' : 'text-ink-faint',
                    )}
                  >
                    <OutlineMark progress={progress} />
                    <span className="min-w-0">
                      {lesson.title}
                      <span className="sr-only"> ({t(`job.${progress}`)})</span>
                    </span>
                  </button>
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </div>
  )
}

const LiveLesson = ({ lesson, course }: { lesson: Lesson | undefined; course: Course | undefined }) => {
  const { t } = useTranslation()
  if (!lesson || !course) {
    return (
      <div className="space-y-3">
        <p className="text-14 text-ink-muted">{t(course ? 'job.lessonWaiting' : 'job.waiting')}</p>
        <Skeleton className="mt-5 w-2/3" />
        <Skeleton />
        <Skeleton />
        <Skeleton className="w-5/6" />
      </div>
    )
  }
  return (
    <article key={lesson.id} lang={course.request.language} className="animate-rise">
      <h3 className="text-20 font-semibold">{lesson.title}</h3>
      <Markdown text={lesson.body} topLevel={4} className="mt-3" />
    </article>
  )
}

/** A course while it is written: the outline at the left, and the latest or a chosen lesson at the right. */
export const LiveCourse = ({ course, isWriting }: { course: Course | undefined; isWriting: boolean }) => {
  const { t } = useTranslation()
  const [chosenId, setChosenId] = useState<string>()
  const lessons = course?.content.modules.flatMap((module) => module.lessons) ?? []
  const written = lessons.filter(({ body }) => body !== '')
  const shown = written.find(({ id }) => id === chosenId) ?? written.at(-1)
  const writingId = isWriting ? lessons.find(({ body }) => body === '')?.id : undefined
  const outline = useRef<HTMLElement>(null)
  const page = useRef<HTMLElement>(null)
  const shownId = shown?.id
  useEffect(() => {
    page.current?.scrollTo({ top: 0 })
    // Scrolls only the outline, never the page.
    const place = shownId === undefined ? null : outline.current?.querySelector<HTMLElement>('[aria-current]')
    if (place && outline.current) outline.current.scrollTo({ top: place.offsetTop - outline.current.clientHeight / 2, behavior: 'smooth' })
  }, [shownId])
  return (
    <div className="grid break-words md:grid-cols-[16rem_minmax(0,1fr)]">
      <nav
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing focusable while nothing is written
        tabIndex={0}
        ref={outline}
        aria-label={t('job.course')}
        className="relative max-h-[32rem] overflow-y-auto border-b p-3 max-md:max-h-56 md:border-r md:border-b-0"
      >
        {course ? (
          <LiveOutline course={course} shownId={shownId} writingId={writingId} onChoose={setChosenId} />
        ) : (
          <div className="space-y-3 p-2">
            {['a', 'b', 'c', 'd', 'e'].map((key) => (
              <Skeleton key={key} />
            ))}
          </div>
        )}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={page} aria-label={t('job.live')} tabIndex={0} className="relative max-h-[32rem] min-h-72 overflow-y-auto p-5 md:p-6">
        {chosenId !== undefined && isWriting && (
          <Button variant="secondary" size="small" className="float-right ml-3" onClick={() => setChosenId(undefined)}>
            {t('job.follow')}
          </Button>
        )}
        <LiveLesson lesson={shown} course={course} />
      </section>
    </div>
  )
}
