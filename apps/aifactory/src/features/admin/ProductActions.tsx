import type { Product } from '@pantheon/contract'
import { Button, Dialog, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useArchiveProduct, useRemoveProduct, useRestoreProduct } from './use-manage-products.ts'

interface ProductActionsProps {
  product: Product
  /** Called after the product was deleted. */
  onDeleted?: () => void
  /** Called with the product after a status change. */
  onMoved?: (product: Product) => void
}

/** Archives, unarchives or deletes a product, as its status allows. */
export const ProductActions = ({ product, onDeleted, onMoved }: ProductActionsProps) => {
  const { t } = useTranslation(['app', 'desk'])
  const [asking, setAsking] = useState<'archive' | 'delete'>()
  const showError = useErrorToast()
  const archive = useArchiveProduct()
  const restore = useRestoreProduct()
  const remove = useRemoveProduct()
  const { id, version } = product
  const close = () => setAsking(undefined)
  const onArchive = () =>
    archive.mutate(
      { id, version },
      {
        onSuccess: (archived) => {
          toast.success(t('desk:product.archived'))
          onMoved?.(archived)
        },
        onError: showError,
        onSettled: close,
      },
    )
  const onRestore = (status: 'draft' | 'active') =>
    restore.mutate(
      { id, version, status },
      {
        onSuccess: (restored) => {
          toast.success(t(`desk:product.restored.${status}`))
          onMoved?.(restored)
        },
        onError: showError,
      },
    )
  const onDelete = () =>
    remove.mutate(
      { id },
      {
        onSuccess: ({ outcome }) => {
          toast.success(t(`desk:product.${outcome}`))
          onDeleted?.()
        },
        onError: showError,
        onSettled: close,
      },
    )
  return (
    <>
      {product.status === 'archived' ? (
        <>
          <Button variant="ghost" onClick={() => setAsking('delete')}>
            {t('desk:product.delete')}
          </Button>
          <Button variant="secondary" isPending={restore.isPending} onClick={() => onRestore('draft')}>
            {t('desk:product.restoreDraft')}
          </Button>
          <Button isPending={restore.isPending} onClick={() => onRestore('active')}>
            {t('desk:product.restoreActive')}
          </Button>
        </>
      ) : (
        <Button variant="secondary" onClick={() => setAsking('archive')}>
          {t('desk:product.archive')}
        </Button>
      )}
      <Dialog
        isOpen={asking !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={t(asking === 'delete' ? 'desk:product.deleteTitle' : 'desk:product.archiveTitle', { name: product.name })}
        description={t(asking === 'delete' ? 'desk:product.deleteText' : 'desk:product.archiveText')}
        actions={
          <>
            <Button variant="secondary" onClick={close}>
              {t('desk:product.keep')}
            </Button>
            <Button variant="danger" isPending={archive.isPending || remove.isPending} onClick={asking === 'delete' ? onDelete : onArchive}>
              {t(asking === 'delete' ? 'desk:product.delete' : 'desk:product.archive')}
            </Button>
          </>
        }
      />
    </>
  )
}
