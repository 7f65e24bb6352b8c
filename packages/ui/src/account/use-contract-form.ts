'use client'
import { useRef, useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, type Resolver, type UseFormReturn, useForm } from 'react-hook-form'
import type { FieldProblem } from '../primitives/Field.tsx'
import type { Action, Refusal } from './action.ts'
import type { ResolverName } from './resolvers.ts'
import { usePreloadSchemas } from './use-preload-schemas.ts'

export interface ContractFormOptions<V extends FieldValues> {
  defaults: DefaultValues<V>
  /** The API's own schema, loaded after the page. */
  resolver: ResolverName
  /** The error message of each field. */
  problems: Partial<Record<Path<V>, string>>
  action: Pick<Action<never>, 'isPending' | 'failures' | 'refusal'>
  /** The field of a refusal, by its code. */
  fieldOf?: Readonly<Record<string, Path<V>>>
}

export interface FormSummaryFacts {
  problems: readonly FieldProblem[]
  refusal: Refusal | undefined
  /** The form could not be validated, because the schemas failed to load. */
  isUnreachable: boolean
  attempt: number
}

export interface ContractForm<V extends FieldValues> {
  form: UseFormReturn<V>
  problemOf: (field: Path<V>) => string | undefined
  summary: FormSummaryFacts
  /** Props of the `form` element. */
  formProps: (onValid: (values: V) => void) => { noValidate: true; onSubmit: (event: { preventDefault(): void }) => void }
}

// The schemas are matched to the forms' values by name; both sides use the contract's types.
const fetchResolver = async <V extends FieldValues>(name: ResolverName) => (await import('./resolvers.ts')).resolvers[name] as unknown as Resolver<V>

const fieldsAtFault = <V extends FieldValues>(refusal: Refusal | undefined, fieldOf: ContractFormOptions<V>['fieldOf']): readonly string[] => {
  if (!refusal) return []
  const named = fieldOf?.[refusal.code]
  return named === undefined ? refusal.fields : [named]
}

/** A form that is validated with the contract's schema and submitted once, however often it is triggered. The input is kept after a refusal. */
export const useContractForm = <V extends FieldValues>({
  defaults,
  resolver,
  problems,
  action: { isPending, refusal, failures },
  fieldOf,
}: ContractFormOptions<V>): ContractForm<V> => {
  const [isUnreachable, setUnreachable] = useState(false)
  const isChecking = useRef(false)
  usePreloadSchemas()
  const form = useForm<V>({
    defaultValues: defaults,
    resolver: async (values, context, options) => (await fetchResolver<V>(resolver))(values, context, options),
    shouldFocusError: false,
  })
  const { errors, submitCount } = form.formState
  const refused = fieldsAtFault(refusal, fieldOf)
  const problemOf = (field: Path<V>): string | undefined => {
    if (errors[field] !== undefined) return problems[field]
    if (!refused.includes(field)) return undefined
    return refusal?.code === 'input.invalid' ? problems[field] : refusal?.message
  }
  const fields = Object.keys(problems) as Path<V>[]
  const found = fields.flatMap((fieldId) => {
    const message = problemOf(fieldId)
    return message === undefined ? [] : [{ fieldId, message }]
  })
  return {
    form,
    problemOf,
    summary: { problems: found, refusal: found.length === 0 ? refusal : undefined, isUnreachable, attempt: submitCount + failures },
    formProps: (onValid) => ({
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault()
        if (isChecking.current || isPending) return
        isChecking.current = true
        setUnreachable(false)
        // Only loading the schemas can fail here; the input is kept.
        form
          .handleSubmit(onValid)()
          .catch(() => setUnreachable(true))
          // A sent mutation becomes pending one task later: until then a second click would submit the form again.
          .finally(() => setTimeout(() => void (isChecking.current = false), 0))
      },
    }),
  }
}
