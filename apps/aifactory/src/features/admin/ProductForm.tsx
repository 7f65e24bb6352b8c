import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf, errorText } from '@pantheon/client/react'
import { type CreateProduct, type Currency, currencies, type Price, type Product, productCategories } from '@pantheon/contract'
import { Button, Card, ErrorSummary, Field, Input, languageOf, Select, Textarea } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { PricesTable } from './PricesTable.tsx'
import { keepProductDraft, readProductDraft } from './product-draft.ts'
import { amountsOf, ProductFields, pricesOf } from './product-fields.ts'

/** The values of the product form. An archived product's status is not changed here. */
export type ProductDraft = Omit<CreateProduct, 'price' | 'currency' | 'status'> & { prices: Price[]; status: 'active' | 'draft' | undefined }

const fieldNames = ['name', 'sku', 'description', 'category', 'prices', 'status'] as const
type FieldName = (typeof fieldNames)[number]

interface ProductFormProps {
  product?: Product
  error: unknown
  failures: number
  isPending: boolean
  onSave: (fields: ProductDraft) => void
}

/** The form of a product: name, SKU, description, category, prices, status. */
export const ProductForm = ({ product, error, failures, isPending, onSave }: ProductFormProps) => {
  const { t, i18n } = useTranslation(['app', 'desk'])
  const isArchived = product?.status === 'archived'
  const form = useForm<ProductFields>({
    resolver: zodResolver(ProductFields),
    defaultValues: {
      name: product?.name ?? '',
      sku: product?.sku ?? '',
      description: product?.description ?? '',
      amounts: amountsOf(product),
      main: product?.currency ?? 'USD',
      category: product?.category ?? 'ai_course_generation',
      status: product?.status === 'active' ? 'active' : 'draft',
      ...(product === undefined && readProductDraft()),
    },
    shouldFocusError: false,
  })
  const isNew = product === undefined
  useEffect(() => {
    if (isNew) return form.subscribe({ formState: { values: true }, callback: ({ values }) => keepProductDraft(values) })
  }, [form, isNew])
  const { errors, submitCount } = form.formState
  const refused = error ? errorOf(error) : undefined
  const isRefused = (name: FieldName) => refused?.fields.some(({ path }) => path === name || (name === 'prices' && path.startsWith('price'))) ?? false
  const isWrong = (name: FieldName) => (name === 'prices' ? errors.amounts : errors[name]) !== undefined || isRefused(name)
  // The server reports an error for the list of prices as a whole; then all amounts are marked.
  const isPriceWrong = (currency: Currency) => (errors.amounts ? errors.amounts[currency] !== undefined : isRefused('prices'))
  /** The element to focus for a problem: for prices, the first wrong amount. */
  const idOf = (name: FieldName) => (name === 'prices' ? `price-${currencies.find(isPriceWrong)}` : name)
  const isMainMissing = errors.amounts !== undefined && form.getValues(`amounts.${form.getValues('main')}`).trim() === ''
  const problemText = (name: FieldName) => {
    if (name === 'sku' && refused?.code === 'product.sku_taken') return t('desk:product.problem.skuTaken')
    return t(`desk:product.problem.${name === 'prices' && isMainMissing ? 'mainPrice' : name}`)
  }
  const problemOf = (name: FieldName) => (isWrong(name) ? problemText(name) : undefined)
  const problems = fieldNames.filter(isWrong).map((name) => ({ fieldId: idOf(name), message: problemText(name) }))
  const refusal = refused?.code === 'version.stale' ? t('desk:product.stale') : errorText(error, languageOf(i18n.language))
  const save = form.handleSubmit(({ sku, amounts, main, status, ...fields }) =>
    onSave({ ...fields, sku: sku === '' ? null : sku, prices: pricesOf(amounts, main), status: isArchived ? undefined : status }),
  )
  return (
    <Card className="max-w-2xl p-5 md:p-6">
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <ErrorSummary problems={problems} message={problems.length === 0 && refused ? refusal : undefined} attempt={submitCount + failures} />
        <Field id="name" label={t('desk:product.field.name')} error={problemOf('name')}>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="category" label={t('desk:product.field.category')} error={problemOf('category')}>
            <Select {...form.register('category')}>
              {productCategories.map((category) => (
                <option key={category} value={category}>
                  {t(`category.${category}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field
            id="sku"
            label={t('desk:product.field.sku')}
            isOptionalHint={t('desk:product.optional')}
            help={t('desk:product.skuHelp')}
            error={problemOf('sku')}
          >
            <Input autoComplete="off" spellCheck={false} {...form.register('sku')} />
          </Field>
        </div>
        <Field id="description" label={t('desk:product.field.description')} error={problemOf('description')}>
          <Textarea {...form.register('description')} />
        </Field>
        <PricesTable register={form.register} error={problemOf('prices')} isWrong={isPriceWrong} />
        {!isArchived && (
          <Field id="status" label={t('desk:product.field.status')} help={t('desk:product.statusHelp')} error={problemOf('status')}>
            <Select {...form.register('status')}>
              <option value="draft">{t('admin.status.draft')}</option>
              <option value="active">{t('admin.status.active')}</option>
            </Select>
          </Field>
        )}
        <div className="mt-2 flex justify-end gap-2">
          <Button asChild variant="secondary">
            <Link to="/admin/products" onClick={() => keepProductDraft(undefined)}>
              {t('desk:product.cancel')}
            </Link>
          </Button>
          <Button type="submit" isPending={isPending}>
            {t(product ? 'desk:product.save' : 'desk:product.create')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
