import { Field, Select } from '@pantheon/ui'
import { TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Nameable } from './policy-draft.ts'
import type { ApproverChoice } from './use-policies.ts'
import { useApproverWords } from './use-policy-words.ts'

interface ApproverPickerProps {
  id: string
  label: string
  error: string | undefined
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  choice: ApproverChoice
  nameable: Nameable
  warning?: string | undefined
}

/** Picks approvers: the chosen ones as chips, and a select to add more. */
export const ApproverPicker = ({ id, label, error, chosen, onChange, choice, nameable, warning }: ApproverPickerProps) => {
  const { t } = useTranslation('approvals')
  const nameOf = useApproverWords(choice)
  const groups: [name: 'operators' | 'role' | 'team' | 'user', codes: string[]][] = [
    ['operators', ['operators']],
    ['role', nameable === 'operators' ? [] : choice.roles.filter(({ isBuiltIn }) => isBuiltIn || nameable === 'everybody').map(({ key }) => `role:${key}`)],
    ['team', nameable === 'everybody' ? choice.teams.map((team) => `team:${team.id}`) : []],
    ['user', nameable === 'everybody' ? choice.members.map(({ userId }) => `user:${userId}`) : []],
  ]
  // Viewers cannot decide, so they are not offered.
  const offered = (codes: string[]) => codes.filter((code) => !chosen.includes(code) && code !== 'role:viewer')
  return (
    <div className="space-y-2">
      <Field id={id} label={label} error={error}>
        <Select value="" onChange={({ target }) => target.value !== '' && onChange([...chosen, target.value])}>
          <option value="">{t('policies.addApprover')}</option>
          {groups.map(([group, codes]) => {
            const left = offered(codes)
            return left.length === 0 ? null : (
              <optgroup key={group} label={t(`policies.group.${group}`)}>
                {left.map((code) => (
                  <option key={code} value={code}>
                    {nameOf(code)}
                  </option>
                ))}
              </optgroup>
            )
          })}
        </Select>
      </Field>
      {chosen.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {chosen.map((code) => (
            <li key={code} className="inline-flex min-h-7 items-center gap-1 rounded-full bg-accent-soft py-0.5 pr-1 pl-2.5 text-13 text-accent-text">
              {nameOf(code)}
              <button
                type="button"
                aria-label={t('policies.removeApprover', { name: nameOf(code) })}
                onClick={() => onChange(chosen.filter((one) => one !== code))}
                className="grid size-6 place-items-center rounded-full hover:bg-hover touch:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {warning !== undefined && (
          <p className="flex items-start gap-1.5 text-13 text-warning-text">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {warning}
          </p>
        )}
      </div>
    </div>
  )
}
