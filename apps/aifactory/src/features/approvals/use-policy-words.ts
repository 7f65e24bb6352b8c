import { organizationRoles, type Policy } from '@pantheon/contract'
import { formatMoney } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import type { ApproverChoice } from './use-policies.ts'

/** Describes a rule in a sentence. */
export const usePolicyWords = () => {
  const { t, i18n } = useTranslation('approvals')
  return (policy: Policy): string => {
    const { subject, currency, above } = policy
    if (subject === 'aws_action')
      return policy.class === null ? t('policies.any.aws_action') : t('policies.ofClass', { class: t(`policies.classes.${policy.class}`) })
    if (currency === null) return t(`policies.any.${subject}`)
    if (above === null) return t(`policies.inCurrency.${subject}`, { currency })
    return t(`policies.above.${subject}`, { amount: formatMoney(above, currency, i18n.language) })
  }
}

/** The display name of an approver, by its code in a draft. */
export const useApproverWords = ({ members, roles, teams }: ApproverChoice) => {
  const { t } = useTranslation('approvals')
  return (code: string): string => {
    const [kind, id] = code.split(':')
    if (kind === 'operators') return t('policies.operators')
    if (kind === 'user') return members.find(({ userId }) => userId === id)?.name ?? t('policies.unknown')
    if (kind === 'team') return t('policies.team', { name: teams.find((team) => team.id === id)?.name ?? t('policies.unknown') })
    const builtIn = organizationRoles.find((role) => role === id)
    const name = builtIn ? t(`policies.roles.${builtIn}`) : (roles.find(({ key }) => key === id)?.name ?? t('policies.unknown'))
    return t('policies.role', { name })
  }
}
