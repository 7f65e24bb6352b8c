import { Button, Popover, SortChoice } from '@pantheon/ui'
import { ListFilter } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrderFilterForm } from './OrderFilterForm.tsx'
import { type OrderSearch, orderSorts } from './order-search.ts'

interface OrderToolbarProps {
  search: OrderSearch
  seesBuyers: boolean
  onSearch: (search: OrderSearch) => void
  /** What stands before the filter in the row. */
  lead: ReactNode
  /** What stands behind it on a wide screen. */
  children: ReactNode
}

/** Above the list: its filter, and on a phone, where there are no headers to press, its sort. */
export const OrderToolbar = ({ search, seesBuyers, onSearch, lead, children }: OrderToolbarProps) => {
  const { t } = useTranslation('desk')
  const [isOpen, setOpen] = useState(false)
  const apply = (next: OrderSearch) => {
    setOpen(false)
    onSearch(next)
  }
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <div className="mr-auto max-md:basis-full">{lead}</div>
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
      <SortChoice sorts={orderSorts} sort={search.sort ?? 'newest'} onSort={(sort) => onSearch({ ...search, sort })} />
      <span className="hidden md:block">{children}</span>
    </div>
  )
}
