import type { Product } from '@pantheon/contract'
import { Card, Clamped, Money } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CategoryIcon } from './categories.tsx'
import { ProductPicture } from './ProductPicture.tsx'
import { priceOf, useCurrency, useOnlyIn } from './use-currency.ts'

/** A product in the catalogue. The whole card is the link. */
export const ProductCard = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  const [currency] = useCurrency()
  const price = priceOf(product, currency)
  const onlyIn = useOnlyIn(product)
  return (
    <Card className="group relative flex h-full flex-col p-5 transition-[border-color,box-shadow] duration-150 focus-within:border-accent-line hover:border-accent-line hover:shadow-2">
      <ProductPicture product={product} className="-mx-5 -mt-5 mb-5 rounded-t-card border-b" />
      <div className="flex items-center gap-3">
        <CategoryIcon category={product.category} />
        <span className="text-13 text-ink-faint">{t(`category.${product.category}`)}</span>
      </div>
      <h3 className="mt-4 text-16 font-semibold">
        <Link
          to="/products/$productId"
          params={{ productId: product.id }}
          className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-focus"
        >
          <Clamped>{product.name}</Clamped>
        </Link>
      </h3>
      {/* Stretched beside a taller card; a clamped element may not be, or its hidden lines show. */}
      <div className="mt-1.5 flex-1">
        <p className="line-clamp-3 text-14 text-ink-muted">{product.description}</p>
      </div>
      <div className="mt-5 flex items-end justify-between gap-3">
        <p className="text-20 font-semibold tracking-tight">
          <Money amount={price.amount} currency={price.currency} />
          <span className="ml-1.5 text-13 font-normal tracking-normal text-ink-faint">{t('catalogue.from')}</span>
          {onlyIn !== undefined && (
            <span className="block text-13 font-normal tracking-normal text-ink-faint">{t('catalogue.onlyIn', { currencies: onlyIn })}</span>
          )}
        </p>
        <ArrowRight aria-hidden className="size-5 text-ink-faint transition-transform duration-150 group-hover:translate-x-0.5 group-hover:text-accent-text" />
      </div>
    </Card>
  )
}
