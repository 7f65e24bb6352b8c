import { Badge, Card, cn, IconButton, Progress, useMediaQuery } from '@pantheon/ui'
import { Check, Pause, Play, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const secondsPerLesson = 4.5
const tickMs = 60
const lessons = [1, 2, 3, 4] as const

/** Progress of the example in lessons: 1.5 is half of the second. At the end at once with reduced motion. */
const useWriting = () => {
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)')
  const [position, setPosition] = useState(0)
  const [isPlaying, setPlaying] = useState(true)
  const isDone = isStill || position >= lessons.length
  useEffect(() => {
    if (!isPlaying || isDone) return
    const timer = setInterval(() => setPosition((before) => Math.min(lessons.length, before + tickMs / 1000 / secondsPerLesson)), tickMs)
    return () => clearInterval(timer)
  }, [isPlaying, isDone])
  const toggle = () => {
    if (isDone) setPosition(0)
    setPlaying(isDone ? true : !isPlaying)
  }
  return { position: isDone ? lessons.length : position, isDone, isPlaying, isStill, toggle }
}

/** The text up to the current position; the rest is rendered invisibly, to prevent layout shift. */
const Written = ({ text, share }: { text: string; share: number }) => {
  // The last tenth of a lesson's time is for reading it.
  const end = Math.round(text.length * Math.min(1, share / 0.9))
  return (
    <>
      {text.slice(0, end)}
      {end < text.length && <span aria-hidden className="-mr-0.5 inline-block h-[1.1em] w-0.5 translate-y-[0.2em] animate-caret bg-accent" />}
      <span aria-hidden className="opacity-0">
        {text.slice(end)}
      </span>
    </>
  )
}

/** An animated example of a course being written: outline at the left, the lesson at the right. */
export const WritingDemo = () => {
  const { t } = useTranslation()
  const { position, isDone, isPlaying, isStill, toggle } = useWriting()
  const current = Math.min(lessons.length, Math.floor(position) + 1)
  const controlName = isDone ? t('demo.replay') : isPlaying ? t('demo.pause') : t('demo.play')
  return (
    <figure aria-label={t('demo.label')} className="relative pb-4">
      <div aria-hidden className="absolute inset-x-6 bottom-0 h-16 rounded-card border bg-surface opacity-60" />
      <div aria-hidden className="absolute inset-x-3 bottom-2 h-16 rounded-card border bg-surface opacity-80" />
      <Card className="relative overflow-hidden shadow-3">
        <div className="flex items-start justify-between gap-4 border-b px-4 py-3.5 md:px-5">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 text-16 font-semibold">
              {t('demo.title')} <Badge>{t('demo.badge')}</Badge>
            </p>
            <p className="mt-0.5 text-13 text-ink-faint">{t('demo.meta')}</p>
          </div>
          {!isStill && (
            <IconButton name={controlName} onClick={toggle} className="-mt-1 -mr-2">
              {isDone ? <RotateCcw /> : isPlaying ? <Pause /> : <Play />}
            </IconButton>
          )}
        </div>
        <div className="grid sm:grid-cols-[12.5rem_minmax(0,1fr)]">
          <ol className="space-y-0.5 border-b p-2.5 max-sm:hidden sm:border-r sm:border-b-0">
            {lessons.map((lesson) => (
              <li
                key={lesson}
                className={cn(
                  'flex items-start gap-2.5 rounded-control px-2 py-2 text-13 leading-5 transition-colors duration-200',
                  lesson === current && !isDone ? 'bg-accent-soft text-accent-text' : lesson < current || isDone ? 'text-ink' : 'text-ink-faint',
                )}
              >
                <span aria-hidden className="mt-0.5 grid size-4 shrink-0 place-items-center">
                  {lesson < current || isDone ? (
                    <Check className="size-4 text-success-text" />
                  ) : (
                    <span className={cn('size-2 rounded-full', lesson === current ? 'animate-beat bg-accent' : 'border border-line-strong')} />
                  )}
                </span>
                {t(`demo.lesson${lesson}`)}
              </li>
            ))}
          </ol>
          <div className="grid p-4 md:p-5">
            {lessons.map((lesson) => (
              <div key={lesson} className={cn('col-start-1 row-start-1', lesson !== current && 'invisible')} aria-hidden={lesson !== current}>
                <p className="text-16 font-semibold">{t(`demo.lesson${lesson}`)}</p>
                <p className="mt-2 text-14 leading-relaxed text-ink-muted">
                  <Written text={t(`demo.body${lesson}`)} share={isDone ? 1 : Math.max(0, position - (lesson - 1))} />
                </p>
              </div>
            ))}
          </div>
        </div>
        <div className="border-t px-4 py-3.5 md:px-5">
          <p className="mb-2 truncate text-13 text-ink-muted">
            {isDone ? t('demo.done') : t('demo.progress', { current, total: lessons.length, title: t(`demo.lesson${current as 1}`) })}
          </p>
          <Progress value={(position / lessons.length) * 100} label={t('demo.label')} />
        </div>
      </Card>
    </figure>
  )
}
