'use client'
import { CircleAlert } from 'lucide-react'
import { Slot } from 'radix-ui/slot'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

export interface FieldProps {
  label: string
  /** Shown under the control. */
  help?: ReactNode
  error?: string | undefined
  /** Required where an ErrorSummary links to the field. */
  id?: string
  isOptionalHint?: string
  className?: string
  /** The single control; it is given its id and descriptions. */
  children: ReactNode
}

/** Label above, control, help and error below, associated for assistive technology. */
export const Field = ({ label, help, error, id, isOptionalHint, className, children }: FieldProps) => {
  const ownId = useId()
  const controlId = id ?? ownId
  const described = [help !== undefined && `${controlId}-help`, error !== undefined && `${controlId}-error`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={controlId} className="flex items-baseline justify-between gap-3 text-14 font-medium text-ink">
        {label}
        {isOptionalHint !== undefined && <span className="text-12 font-normal text-ink-faint">{isOptionalHint}</span>}
      </label>
      <Slot id={controlId} aria-describedby={described === '' ? undefined : described} aria-invalid={error === undefined ? undefined : true}>
        {children}
      </Slot>
      {error !== undefined && (
        <p id={`${controlId}-error`} className="flex items-start gap-1.5 text-13 text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={`${controlId}-help`} className="text-13 text-ink-faint">
          {help}
        </p>
      )}
    </div>
  )
}

export interface FieldProblem {
  fieldId: string
  message: string
}

// Defined once: a new ref callback per render would take the focus again at every keystroke.
const takeFocus = (element: HTMLElement | null) => element?.focus()

interface ErrorSummaryProps {
  problems: readonly FieldProblem[]
  message?: string | undefined
  attempt: number
  /** Details of the message. */
  children?: ReactNode
}

/** The errors of a form, as links to the fields. Takes the focus whenever `attempt` grows. */
export const ErrorSummary = ({ problems, message, attempt, children }: ErrorSummaryProps) => {
  const { t } = useTranslation('ui')
  if (problems.length === 0 && message === undefined) return null
  const focusField = (fieldId: string) => document.getElementById(fieldId)?.focus()
  return (
    <div
      // A new key remounts the element, and its ref callback takes the focus.
      key={attempt}
      ref={takeFocus}
      role="alert"
      tabIndex={-1}
      className="rounded-card border border-danger/40 bg-danger-soft p-4 text-14 text-danger-text outline-offset-2"
    >
      <p className="font-semibold">{message ?? t('errorSummary.title', { count: problems.length })}</p>
      {problems.length > 0 && (
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {problems.map(({ fieldId, message: problem }) => (
            <li key={fieldId}>
              <a
                href={`#${fieldId}`}
                className="underline underline-offset-2"
                onClick={(event) => {
                  event.preventDefault()
                  focusField(fieldId)
                }}
              >
                {problem}
              </a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  )
}
