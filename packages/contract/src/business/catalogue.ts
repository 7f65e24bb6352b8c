import { z } from 'zod'
import { Amount, Currency, currencies } from '../money.ts'
import { Line, Name, SearchText, Text } from '../plain-text.ts'
import { Id, Instant, pageOf, TextPageRequest, Version } from '../primitives.ts'

export const productCategories = ['ai_course_generation', 'ai_document_generation', 'ai_search_service', 'business_consulting', 'technical_support'] as const
export const ProductCategory = z.enum(productCategories)
export type ProductCategory = z.infer<typeof ProductCategory>

export const productStatuses = ['active', 'draft', 'archived'] as const
export const ProductStatus = z.enum(productStatuses)
export type ProductStatus = z.infer<typeof ProductStatus>

/** The price of a product in one currency. */
export const Price = z.object({ currency: Currency, amount: Amount })
export type Price = z.infer<typeof Price>

/** The shop's own identifier of a product, e.g. `COURSE-1`: product files are matched by it. */
export const Sku = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/, 'Letters, digits and . _ / -, at most 64, beginning with a letter or digit')

/** A product image, as it is served. */
export const ProductImage = z.object({ url: z.string(), alt: z.string(), width: z.int(), height: z.int() })
export type ProductImage = z.infer<typeof ProductImage>

export const Product = z
  .object({
    id: Id,
    sku: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    price: z.string().meta({ description: 'The main price: a decimal string in the digits of the currency' }),
    currency: Currency,
    prices: z.array(z.object({ currency: Currency, amount: z.string() })).meta({ description: 'One price per currency it is sold in, the main one first' }),
    category: ProductCategory,
    status: ProductStatus,
    image: ProductImage.nullable(),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

/** Sort orders of products. By price: in `currency`, followed by products not sold in it, by currency and main price. */
export const productSorts = ['newest', 'oldest', 'name_az', 'name_za', 'price_low', 'price_high', 'updated_newest', 'updated_oldest'] as const
export const ProductSort = z.enum(productSorts)
export type ProductSort = z.infer<typeof ProductSort>

/** Buyers see active products; other values of `status` need the permission to manage the catalogue. */
export const ListProducts = TextPageRequest.extend({
  search: SearchText(100).optional(),
  category: ProductCategory.optional(),
  status: ProductStatus.optional(),
  sort: ProductSort.default('newest'),
  currency: Currency.optional().meta({ description: 'In which prices compare; a sort by price needs it' }),
})
export type ListProducts = z.infer<typeof ListProducts>
export const ProductPage = pageOf(Product)

export const ProductRef = z.object({ id: Id })

/** `price` with `currency` is the main price, `prices` the whole list with the main one first. At least one of them is required. */
const priceFields = {
  price: Amount.optional(),
  currency: Currency.optional(),
  prices: z.array(Price).max(currencies.length).optional(),
}

export const CreateProduct = z.object({
  name: Name(255),
  sku: Sku.nullish(),
  description: Text(5000).default(''),
  ...priceFields,
  category: ProductCategory,
  status: z.enum(['active', 'draft']).default('draft'),
})
export type CreateProduct = z.infer<typeof CreateProduct>

export const UpdateProduct = z.object({
  id: Id,
  version: Version,
  name: Name(255).optional(),
  sku: Sku.nullish(),
  description: Text(5000).optional(),
  ...priceFields,
  category: ProductCategory.optional(),
  status: ProductStatus.optional(),
})
export type UpdateProduct = z.infer<typeof UpdateProduct>

export const ArchiveProduct = z.object({ id: Id, version: Version })
export type ArchiveProduct = z.infer<typeof ArchiveProduct>

/** A restored product becomes a draft to be reviewed, or active right away. */
export const RestoreProduct = z.object({ id: Id, version: Version, status: z.enum(['draft', 'active']).default('draft') })
export type RestoreProduct = z.infer<typeof RestoreProduct>

/** Maximum size of an image in bytes. */
export const maxImageBytes = 5 * 1024 * 1024
/** Maximum size of the request with an image: base64 makes it a third longer, plus room for the JSON around it. */
export const maxImageRequestBytes = Math.ceil((maxImageBytes * 4) / 3) + 16 * 1024

export const SetProductImage = z.object({
  id: Id,
  version: Version,
  alt: Line(200).default('').meta({ description: 'What the picture shows, for those who do not see it' }),
  base64: z.string().optional().meta({ description: 'A PNG, JPEG or WebP of at most 5 MB; without it the picture stays and only what is said of it changes' }),
})
export type SetProductImage = z.infer<typeof SetProductImage>

export const RemoveProductImage = z.object({ id: Id, version: Version })
export type RemoveProductImage = z.infer<typeof RemoveProductImage>

/** The result of a removal: a product that was ever ordered is archived, any other is deleted. */
export const RemovedProduct = z.object({ id: Id, outcome: z.enum(['deleted', 'archived']) })
export type RemovedProduct = z.infer<typeof RemovedProduct>
