import type { Product, ProductStatus } from '@pantheon/contract'
import { Badge, Button, type Column, DataTable, Dialog, EmptyState, Field, Money, Select, toast } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProducts } from '../catalogue/use-products.ts'
import { QueryError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { productStatuses, statusTones } from './product-statuses.ts'
import { useRemoveProduct } from './use-manage-products.ts'

const rowKey = (product: Product) => product.id
const rowVersion = (product: Product) => product.version

/** The products of one state, with what an administrator can do to them. */
export const ProductsTable = ({ status, onStatus }: { status: ProductStatus; onStatus: (status: ProductStatus) => void }) => {
  const { t } = useTranslation()
  const products = useProducts({ status })
  const remove = useRemoveProduct()
  const showError = useErrorToast()
  const [leaving, setLeaving] = useState<Product>()
  const rows = products.data?.pages.flatMap((page) => page.items)
  const columns: Column<Product>[] = [
    {
      id: 'name',
      header: t('admin.column.name'),
      isName: true,
      cell: (product) => (
        <Link
          to="/admin/products/$productId"
          params={{ productId: product.id }}
          aria-label={t('admin.edit', { name: product.name })}
          className="hover:text-accent-text hover:underline"
        >
          {product.name}
        </Link>
      ),
    },
    { id: 'category', header: t('admin.column.category'), cell: (product) => <span className="text-ink-muted">{t(`category.${product.category}`)}</span> },
    {
      id: 'status',
      header: t('admin.column.status'),
      cell: (product) => (
        <Badge tone={statusTones[product.status]} hasDot>
          {t(`admin.status.${product.status}`)}
        </Badge>
      ),
    },
    { id: 'price', header: t('admin.column.price'), align: 'end', cell: (product) => <Money amount={product.price} currency={product.currency} /> },
    {
      id: 'actions',
      header: t('admin.column.actions'),
      align: 'end',
      cell: (product) =>
        product.status === 'archived' ? null : (
          <Button variant="ghost" size="small" onClick={() => setLeaving(product)} className="-my-1">
            {t('admin.archive')}
          </Button>
        ),
    },
  ]
  const takeOff = (product: Product) =>
    remove.mutate(
      { id: product.id },
      {
        onSuccess: ({ outcome }) => toast.success(t(`admin.${outcome}`)),
        onError: showError,
        onSettled: () => setLeaving(undefined),
      },
    )
  if (products.isError && !rows) return <QueryError error={products.error} onRetry={() => void products.refetch()} />
  return (
    <>
      <Field label={t('admin.field.status')} className="mb-4 max-w-56">
        <Select value={status} onChange={(event) => onStatus(productStatuses.find((known) => known === event.target.value) ?? 'active')}>
          {productStatuses.map((known) => (
            <option key={known} value={known}>
              {t(`admin.status.${known}`)}
            </option>
          ))}
        </Select>
      </Field>
      {rows?.length === 0 ? (
        <EmptyState icon={<PackageOpen />} title={t('admin.emptyTitle')}>
          {t('admin.emptyText')}
        </EmptyState>
      ) : (
        <DataTable caption={t('admin.title')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} />
      )}
      {products.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
      <Dialog
        isOpen={leaving !== undefined}
        onOpenChange={(isOpen) => !isOpen && setLeaving(undefined)}
        title={t('admin.archiveTitle', { name: leaving?.name })}
        description={t('admin.archiveText')}
        actions={
          <>
            <Button variant="secondary" onClick={() => setLeaving(undefined)}>
              {t('admin.keep')}
            </Button>
            <Button variant="danger" isPending={remove.isPending} onClick={() => leaving && takeOff(leaving)}>
              {t('admin.archive')}
            </Button>
          </>
        }
      />
    </>
  )
}
