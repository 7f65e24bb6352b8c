import type { ApprovalStage } from '@pantheon/contract'
import { createI18n } from '@pantheon/ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { StagePath } from '../src/features/approvals/StagePath.tsx'

const person = { id: '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b04', name: 'Ken Sato' }
const stageIn = (state: ApprovalStage['state'], more: Partial<ApprovalStage> = {}): ApprovalStage => ({
  name: 'Owner',
  level: null,
  quorum: { kind: 'any' },
  needed: 1,
  approvers: [{ owner: person, holder: person, deputy: null, vote: null }],
  state,
  deadlineHours: 24,
  escalatesTo: [],
  isEscalated: false,
  ...more,
})
const htmlOf = async (stage: ApprovalStage): Promise<string> => {
  const i18n = createI18n({ en: {}, ja: {} }, { startLanguage: 'en' })
  await i18n.loadNamespaces('approvals')
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <StagePath stages={[stage]} />
    </I18nextProvider>,
  )
}
const linesOf = async (stage: ApprovalStage): Promise<string> => {
  const html = await htmlOf(stage)
  return html.slice(html.indexOf('<ul'))
}

describe('An approver without a vote', () => {
  it('is pending while the stage is open, and says nothing before and after', async () => {
    expect(await linesOf(stageIn('open'))).toContain('Pending')
    for (const state of ['waiting', 'approved', 'rejected', 'over'] as const) {
      const lines = await linesOf(stageIn(state))
      expect(lines).toContain('Ken Sato')
      expect(lines).not.toContain('Pending')
    }
  })
})

describe('A quorum', () => {
  it('counts its approvers in the right number', async () => {
    const [one] = stageIn('open').approvers
    const two = [one, one].flatMap((approver) => approver ?? [])
    for (const quorum of [{ kind: 'any' }, { kind: 'all' }, { kind: 'count', needed: 1 }] as const) {
      expect(await htmlOf(stageIn('open', { quorum }))).toContain('Quorum: 1 of 1 approver<')
      expect(await htmlOf(stageIn('open', { quorum, approvers: two }))).toMatch(/Quorum: (1 of|all) 2 approvers</)
    }
  })
})
