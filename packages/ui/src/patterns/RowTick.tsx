'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import type { RowSelection } from './data-table.ts'

interface TickProps {
  label: string
  isChecked: boolean
  isMixed?: boolean
  onChange: () => void
  className?: string
}

// Above the link that covers the row; larger on touch screens.
const Tick = ({ label, isChecked, isMixed = false, onChange, className }: TickProps) => (
  <label className={cn('relative z-1 grid size-6 place-items-center touch:size-11', className)}>
    <span className="sr-only">{label}</span>
    <input
      type="checkbox"
      checked={isChecked}
      ref={(input) => {
        if (input) input.indeterminate = isMixed
      }}
      onChange={onChange}
    />
  </label>
)

/** Checkbox that selects one row. */
export const RowTick = <Row,>(props: { selection: RowSelection<Row>; rowKey: string; name: string; className?: string }) => {
  const { t } = useTranslation('ui')
  const { selection, rowKey, name, className = '' } = props
  return <Tick label={t('table.select', { name })} isChecked={selection.isSelected(rowKey)} onChange={() => selection.toggle(rowKey)} className={className} />
}

/** Checkbox that selects every visible row. */
export const AllTick = <Row,>({ selection, className = '' }: { selection: RowSelection<Row>; className?: string }) => {
  const { t } = useTranslation('ui')
  return (
    <Tick
      label={t('table.selectAll')}
      isChecked={selection.state === 'all'}
      isMixed={selection.state === 'some'}
      onChange={selection.toggleAll}
      className={className}
    />
  )
}
