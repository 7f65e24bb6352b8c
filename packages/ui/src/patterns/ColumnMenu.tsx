'use client'
import { Check, Columns3 } from 'lucide-react'
import * as Radix from 'radix-ui/dropdown-menu'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import type { ColumnChoice } from './use-column-choice.ts'

/** Menu that shows and hides a table's columns; it stays open for several choices. */
export const ColumnMenu = ({ choice }: { choice: Pick<ColumnChoice<never>, 'options' | 'toggle'> }) => {
  const { t } = useTranslation('ui')
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>
        <Button variant="secondary">
          <Columns3 aria-hidden />
          {t('table.columns')}
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={6} className="z-50 min-w-48 animate-fade rounded-card border bg-raised p-1 shadow-2">
          <Radix.Label className="border-b px-2.5 pt-1.5 pb-2 text-13 text-ink-muted">{t('table.columnsShown')}</Radix.Label>
          {choice.options.map(({ id, label, isShown }) => (
            <Radix.CheckboxItem
              key={id}
              checked={isShown}
              onCheckedChange={() => choice.toggle(id)}
              onSelect={(event) => event.preventDefault()}
              className="mt-0.5 flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-14 outline-none data-highlighted:bg-hover touch:min-h-11"
            >
              <span aria-hidden className="grid size-4 place-items-center rounded-sm border border-line-strong text-accent-text">
                <Radix.ItemIndicator>
                  <Check className="size-3.5" />
                </Radix.ItemIndicator>
              </span>
              {label}
            </Radix.CheckboxItem>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
