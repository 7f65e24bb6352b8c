import { isMadeByAgent, type Product } from '@pantheon/contract'
import { Badge, Card, Money } from '@pantheon/ui'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CurrencyChoice } from '../catalogue/CurrencyChoice.tsx'
import { CategoryIcon } from '../catalogue/categories.tsx'
import { ProductPicture } from '../catalogue/ProductPicture.tsx'
import { priceOf, useCurrency, useOnlyIn } from '../catalogue/use-currency.ts'
import { BackLink } from '../shell/BackLink.tsx'
import { OrderForm } from './OrderForm.tsx'

/** One product: its description at the left, the order form at the right. */
export const ProductView = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  const [currency] = useCurrency()
  const price = priceOf(product, currency)
  const onlyIn = useOnlyIn(product)
  const gets = t(`category.gets.${product.category}`, { returnObjects: true }) as string[]
  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div>
        <div className="text-13 text-ink-faint">
          <BackLink to="/" hash="catalogue">
            {t('catalogue.title')}
          </BackLink>
        </div>
        <ProductPicture product={product} isFirst className="mt-4 rounded-card border" />
        <div className="mt-6 flex items-center gap-3">
          <CategoryIcon category={product.category} />
          <span className="text-14 text-ink-muted">{t(`category.${product.category}`)}</span>
          {product.status !== 'active' && <Badge tone="warning">{t(`admin.status.${product.status}`)}</Badge>}
        </div>
        <h1 className="heading-clamp mt-4 text-32 font-semibold" title={product.name}>
          {product.name}
        </h1>
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-20 font-semibold">
            <Money amount={price.amount} currency={price.currency} />
            <span className="ml-2 text-14 font-normal text-ink-faint">{t('catalogue.from')}</span>
          </p>
          {onlyIn !== undefined && <span className="text-14 text-ink-faint">{t('catalogue.onlyIn', { currencies: onlyIn })}</span>}
          {product.prices.length > 1 && <CurrencyChoice among={product.prices.map((each) => each.currency)} shown={price.currency} className="w-24" />}
        </div>
        <p className="reading mt-5 whitespace-pre-line text-ink-muted">{product.description}</p>
        <h2 className="mt-8 text-16 font-semibold">{t('product.what')}</h2>
        <ul className="mt-3 space-y-2.5">
          {gets.map((thing) => (
            <li key={thing} className="flex gap-2.5 text-ink-muted">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-success-text" />
              {thing}
            </li>
          ))}
        </ul>
        <p className="mt-8 border-t pt-4 text-13 text-ink-faint">{isMadeByAgent(product.category) ? t('product.byAgent') : t('product.byPerson')}</p>
      </div>
      <Card className="self-start p-5 md:p-6 lg:sticky lg:top-20">
        <h2 className="mb-4 text-20 font-semibold">{t('product.order')}</h2>
        {product.status === 'active' ? <OrderForm product={product} /> : <p className="text-14 text-ink-muted">{t('product.unavailable')}</p>}
      </Card>
    </div>
  )
}
