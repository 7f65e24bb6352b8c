import type { Currency, Product } from '@pantheon/contract'
import { Badge, Clamped, type Column, DateTime, Money } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { statusTones } from './product-statuses.ts'

/** The columns of the product management list. With `currency`, the currency that prices are sorted by, that price comes first. */
export const useProductColumns = (currency: Currency | undefined): Column<Product>[] => {
  const { t } = useTranslation(['app', 'desk'])
  const { t: desk } = useTranslation('desk')
  return [
    {
      id: 'name',
      header: t('desk:product.column.name'),
      isName: true,
      isSortable: true,
      cell: (product) => (
        <Link
          to="/admin/products/$productId"
          params={{ productId: product.id }}
          aria-label={t('desk:product.edit', { name: product.name })}
          className="hover:text-accent-text hover:underline"
        >
          <Clamped>{product.name}</Clamped>
        </Link>
      ),
    },
    {
      id: 'sku',
      header: desk('column.sku'),
      isText: true,
      cell: ({ sku }) => (sku === null ? <span className="text-ink-faint">–</span> : <Clamped className="font-mono text-12 text-ink-muted">{sku}</Clamped>),
    },
    {
      id: 'category',
      header: t('desk:product.column.category'),
      cell: (product) => <span className="text-ink-muted">{t(`category.${product.category}`)}</span>,
    },
    {
      id: 'status',
      header: t('desk:product.column.status'),
      cell: (product) => (
        <Badge tone={statusTones[product.status]} hasDot>
          {t(`admin.status.${product.status}`)}
        </Badge>
      ),
    },
    {
      id: 'made',
      header: t('desk:product.column.made'),
      isSortable: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'changed',
      header: desk('column.changed'),
      isSortable: true,
      isHiddenAtFirst: true,
      cell: ({ updatedAt }) => <DateTime at={updatedAt} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'price',
      header: t('desk:product.column.price'),
      align: 'end',
      isSortable: true,
      cell: (product) => (
        <span className="flex flex-wrap justify-end gap-x-3 in-[td]:flex-nowrap">
          {product.prices
            .toSorted((a, b) => Number(b.currency === currency) - Number(a.currency === currency))
            .map((price, index) => (
              <Money key={price.currency} amount={price.amount} currency={price.currency} className={index === 0 ? '' : 'text-ink-faint'} />
            ))}
        </span>
      ),
    },
  ]
}
