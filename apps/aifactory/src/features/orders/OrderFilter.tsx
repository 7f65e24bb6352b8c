import { Button, Popover } from '@pantheon/ui'
import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrderFilterForm } from './OrderFilterForm.tsx'
import type { OrderSearch } from './order-search.ts'

interface OrderFilterProps {
  search: OrderSearch
  seesBuyers: boolean
  onSearch: (search: OrderSearch) => void
}

/** The button that opens the filter of the list. */
export const OrderFilter = ({ search, seesBuyers, onSearch }: OrderFilterProps) => {
  const { t } = useTranslation('desk')
  const [isOpen, setOpen] = useState(false)
  const apply = (next: OrderSearch) => {
    setOpen(false)
    onSearch(next)
  }
  return (
    <Popover
      label={t('filter.title')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="w-[min(24rem,calc(100vw-1rem))]"
      trigger={
        <Button variant="secondary">
          <ListFilter aria-hidden />
          {t('filter.open')}
        </Button>
      }
    >
      <OrderFilterForm search={search} seesBuyers={seesBuyers} onSearch={apply} />
    </Popover>
  )
}
