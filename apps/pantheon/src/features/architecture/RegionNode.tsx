'use client'
import type { AwsAccount } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { accountIcons } from './resource-icons.ts'

export type RegionFlowNode = Node<{ account: AwsAccount; isDim: boolean }, 'region'>

/** An account as the background of its resources. */
export const RegionNode = memo(({ data: { account, isDim }, width, height }: NodeProps<RegionFlowNode>) => {
  const { t } = useTranslation()
  const Icon = accountIcons[account.role]
  return (
    <section
      aria-label={`${account.name}: ${t(`accountRole.${account.role}`)}`}
      style={{ width, height }}
      className={cn('rounded-dialog border border-line-strong/50 bg-sunken transition-opacity', isDim && 'bg-transparent')}
    >
      <h2 className="flex items-center gap-2 px-3.5 pt-2 text-20 leading-8 font-semibold text-ink">
        <Icon aria-hidden className="size-6 text-accent-text" strokeWidth={1.9} />
        {account.name}
        <span className="text-16 font-normal text-ink-muted">{t(`accountRole.${account.role}`)}</span>
        <span className="ml-auto text-14 font-normal text-ink-faint tabular-nums">
          {account.region} · {account.id}
        </span>
      </h2>
    </section>
  )
})
