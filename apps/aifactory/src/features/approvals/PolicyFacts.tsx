import { approvalResources, awsActionClasses, currencies, isLevelOf, isPlatformsOwn, policyLevels } from '@pantheon/contract'
import { Card, Checkbox, Field, Input, Select } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { exampleAmount, type PolicyDraft, withSubject } from './policy-draft.ts'

interface PolicyFactsProps {
  draft: PolicyDraft
  /** Subject and level can only be set on a new rule. */
  isNew: boolean
  errorOf: (fieldId: string) => string | undefined
  onChange: (draft: PolicyDraft) => void
}

/** The subject, level and threshold of a rule. */
export const PolicyFacts = ({ draft, isNew, errorOf, onChange }: PolicyFactsProps) => {
  const { t } = useTranslation('approvals')
  const { account } = useAccount()
  const isOperator = account?.user.role === 'admin'
  // No help for a combination of subject and level that is not valid.
  const levelHelp = !isLevelOf(draft.subject, draft.level) ? undefined : isPlatformsOwn(draft.subject) ? 'only' : draft.level === 'platform' ? 'floor' : 'own'
  const change = (part: Partial<PolicyDraft>) => onChange({ ...draft, ...part })
  return (
    <Card className="p-4 md:p-5">
      <h2 className="mb-4 text-16 font-semibold">{t('policies.what')}</h2>
      <div className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('policies.subject')}>
            <Select
              disabled={!isNew}
              value={draft.subject}
              onChange={({ target }) => onChange(withSubject(draft, approvalResources.find((subject) => subject === target.value) ?? 'order'))}
            >
              {approvalResources
                .filter((subject) => subject === draft.subject || isOperator || !isPlatformsOwn(subject))
                .map((subject) => (
                  <option key={subject} value={subject}>
                    {t(`resource.${subject}`)}
                  </option>
                ))}
            </Select>
          </Field>
          <Field label={t('policies.levelField')} help={levelHelp && t(`policies.levelHelp.${levelHelp}`)}>
            <Select
              disabled={!isNew || !isOperator}
              value={draft.level}
              onChange={({ target }) => change({ level: policyLevels.find((level) => level === target.value) ?? 'organization' })}
            >
              {policyLevels
                .filter((level) => level === draft.level || (isOperator && isLevelOf(draft.subject, level)))
                .map((level) => (
                  <option key={level} value={level}>
                    {t(`policies.level.${level}`)}
                  </option>
                ))}
            </Select>
          </Field>
        </div>
        {draft.subject === 'aws_action' ? (
          <Field label={t('policies.class')}>
            <Select value={draft.class} onChange={({ target }) => change({ class: awsActionClasses.find((one) => one === target.value) ?? '' })}>
              <option value="">{t('policies.anyClass')}</option>
              {awsActionClasses.map((one) => (
                <option key={one} value={one}>
                  {t(`policies.classes.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="currency" label={t('policies.currency')} error={errorOf('currency')}>
              <Select value={draft.currency} onChange={({ target }) => change({ currency: currencies.find((one) => one === target.value) ?? '' })}>
                <option value="">{t('policies.anyCurrency')}</option>
                {currencies.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id="above" label={t('policies.aboveField')} help={t('policies.aboveHelp')} error={errorOf('above')}>
              <Input
                inputMode="decimal"
                autoComplete="off"
                placeholder={exampleAmount(draft.currency)}
                value={draft.above}
                onChange={({ target }) => change({ above: target.value })}
              />
            </Field>
          </div>
        )}
        <Checkbox label={t('policies.isActive')} checked={draft.isActive} onChange={({ target }) => change({ isActive: target.checked })} />
      </div>
    </Card>
  )
}
