import type { Assessment, Course, Question } from '@pantheon/contract'
import { Button, cn, sentenceGap } from '@pantheon/ui'
import { Check, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface QuizQuestionProps {
  question: Question
  number: number
  answer: number | undefined
  isChecked: boolean
  onAnswer: (index: number) => void
}

const QuizQuestion = ({ question, number, answer, isChecked, onAnswer }: QuizQuestionProps) => {
  const { t, i18n } = useTranslation()
  const gap = sentenceGap(i18n.language)
  const isRight = answer === question.answerIndex
  return (
    <fieldset disabled={isChecked} className="min-w-0">
      <legend className="text-16 font-medium">
        <span className="sr-only">{t('quiz.question', { number })}: </span>
        <span aria-hidden className="mr-2.5 text-ink-faint tabular-nums">
          {number}
        </span>
        {question.prompt}
      </legend>
      <div className="mt-3 space-y-2">
        {question.options.map((option, index) => {
          const isAnswer = answer === index
          const isSolution = isChecked && index === question.answerIndex
          return (
            <label
              key={option}
              className={cn(
                'flex min-h-11 items-center gap-3 rounded-control border px-3.5 py-2 text-14 transition-colors',
                !isChecked && 'cursor-pointer hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft',
                isSolution && 'border-success bg-success-soft text-success-text',
                isChecked && isAnswer && !isSolution && 'border-danger bg-danger-soft text-danger-text',
              )}
            >
              <input type="radio" name={question.id} value={index} checked={isAnswer} onChange={() => onAnswer(index)} />
              <span className="min-w-0 flex-1">{option}</span>
              {isSolution && <Check aria-hidden className="size-4 shrink-0" />}
              {isChecked && isAnswer && !isSolution && <X aria-hidden className="size-4 shrink-0" />}
            </label>
          )
        })}
      </div>
      {isChecked && (
        <p className="mt-2.5 text-14 text-ink-muted">
          <strong className={isRight ? 'text-success-text' : 'text-danger-text'}>{t(isRight ? 'quiz.right' : 'quiz.wrong')}</strong>
          {gap}
          {!isRight && t('quiz.answer', { answer: question.options[question.answerIndex] })}
          {!isRight && gap}
          {question.explanation}
        </p>
      )}
    </fieldset>
  )
}

/** The quiz of a module, answered in place: choose, check, read the explanation. */
export const Quiz = ({ assessment, course }: { assessment: Assessment; course: Course }) => {
  const { t } = useTranslation()
  const [answers, setAnswers] = useState<Record<string, number>>({})
  const [isChecked, setChecked] = useState(false)
  const [missing, setMissing] = useState(0)
  const { questions } = assessment
  const right = questions.filter(({ id, answerIndex }) => answers[id] === answerIndex).length
  const check = (event: FormEvent) => {
    event.preventDefault()
    const unanswered = questions.filter(({ id }) => answers[id] === undefined).length
    setMissing(unanswered)
    setChecked(unanswered === 0)
  }
  const startOver = () => {
    setAnswers({})
    setChecked(false)
  }
  return (
    <form onSubmit={check} className="reading">
      <h1 lang={course.request.language} className="text-32 font-semibold">
        {assessment.title}
      </h1>
      <p className="mt-2 text-14 text-ink-muted">{t('quiz.choose')}</p>
      <div lang={course.request.language} className="mt-7 space-y-8">
        {questions.map((question, index) => (
          <QuizQuestion
            key={question.id}
            question={question}
            number={index + 1}
            answer={answers[question.id]}
            isChecked={isChecked}
            onAnswer={(answer) => setAnswers((before) => ({ ...before, [question.id]: answer }))}
          />
        ))}
      </div>
      <div className="mt-8 flex flex-wrap items-center gap-4 border-t pt-5">
        {isChecked ? (
          <Button variant="secondary" onClick={startOver}>
            {t('quiz.again')}
          </Button>
        ) : (
          <Button type="submit">{t('quiz.check')}</Button>
        )}
        <p role="status" className="text-16 font-semibold">
          {isChecked && t('quiz.score', { right, total: questions.length })}
          {!isChecked && missing > 0 && <span className="text-14 font-normal text-warning-text">{t('quiz.missing', { count: missing })}</span>}
        </p>
      </div>
    </form>
  )
}
