import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf, errorText } from '@pantheon/client'
import { CreateProduct, currencies, type Product, parseAmount, productCategories, productStatuses, UpdateProduct } from '@pantheon/contract'
import { Button, Card, ErrorSummary, Field, Input, languageOf, Select, Textarea } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

// One shape for both doors; a new product cannot be born archived, and the form does not offer it.
const ProductFields = CreateProduct.extend({ description: z.string().trim().max(5000), status: UpdateProduct.shape.status.unwrap() }).refine(
  ({ price, currency }) => parseAmount(price, currency) !== undefined,
  { path: ['price'] },
)
export type ProductFields = z.infer<typeof ProductFields>

const fieldNames = ['name', 'description', 'category', 'price', 'currency', 'status'] as const

interface ProductFormProps {
  product?: Product
  error: unknown
  failures: number
  isPending: boolean
  onSave: (fields: ProductFields) => void
}

/** The facts of a product: name, description, category, price, state. */
export const ProductForm = ({ product, error, failures, isPending, onSave }: ProductFormProps) => {
  const { t, i18n } = useTranslation()
  const form = useForm({
    resolver: zodResolver(ProductFields),
    defaultValues: {
      name: product?.name ?? '',
      description: product?.description ?? '',
      price: product?.price ?? '',
      currency: product?.currency ?? 'USD',
      category: product?.category ?? 'ai_course_generation',
      status: product?.status ?? 'draft',
    },
    shouldFocusError: false,
  })
  const { errors, submitCount } = form.formState
  const refused = error ? errorOf(error) : undefined
  const isWrong = (name: (typeof fieldNames)[number]) =>
    errors[name] !== undefined || (name === 'price' && refused?.code === 'product.bad_price') || (refused?.fields.some(({ path }) => path === name) ?? false)
  const problemOf = (name: (typeof fieldNames)[number]) => (isWrong(name) ? t(`admin.problem.${name}`) : undefined)
  const problems = fieldNames.filter(isWrong).map((name) => ({ fieldId: name, message: t(`admin.problem.${name}`) }))
  const refusal = refused?.code === 'version.stale' ? t('admin.stale') : errorText(error, languageOf(i18n.language))
  const offeredStatuses = productStatuses.filter((status) => product || status !== 'archived')
  return (
    <Card className="max-w-2xl p-5 md:p-6">
      <form noValidate onSubmit={form.handleSubmit((fields) => onSave(fields))} className="flex flex-col gap-4">
        <ErrorSummary problems={problems} message={problems.length === 0 && refused ? refusal : undefined} attempt={submitCount + failures} />
        <Field id="name" label={t('admin.field.name')} error={problemOf('name')}>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field id="description" label={t('admin.field.description')} error={problemOf('description')}>
          <Textarea {...form.register('description')} />
        </Field>
        <Field id="category" label={t('admin.field.category')} error={problemOf('category')}>
          <Select {...form.register('category')}>
            {productCategories.map((category) => (
              <option key={category} value={category}>
                {t(`category.${category}`)}
              </option>
            ))}
          </Select>
        </Field>
        <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-4">
          <Field id="price" label={t('admin.field.price')} error={problemOf('price')}>
            <Input inputMode="decimal" className="tabular-nums" {...form.register('price')} />
          </Field>
          <Field id="currency" label={t('admin.field.currency')} error={problemOf('currency')}>
            <Select {...form.register('currency')}>
              {currencies.map((currency) => (
                <option key={currency} value={currency}>
                  {currency}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Field id="status" label={t('admin.field.status')} error={problemOf('status')}>
          <Select {...form.register('status')}>
            {offeredStatuses.map((status) => (
              <option key={status} value={status}>
                {t(`admin.status.${status}`)}
              </option>
            ))}
          </Select>
        </Field>
        <div className="mt-2 flex justify-end gap-2">
          <Button asChild variant="secondary">
            <Link to="/admin/products">{t('admin.cancel')}</Link>
          </Button>
          <Button type="submit" isPending={isPending}>
            {t(product ? 'admin.save' : 'admin.create')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
