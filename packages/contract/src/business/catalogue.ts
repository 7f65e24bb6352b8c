import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { Id, Instant, PageRequest, pageOf, Version } from '../primitives.ts'

export const productCategories = ['ai_course_generation', 'ai_document_generation', 'ai_search_service', 'business_consulting', 'technical_support'] as const
export const ProductCategory = z.enum(productCategories)
export type ProductCategory = z.infer<typeof ProductCategory>

export const productStatuses = ['active', 'draft', 'archived'] as const
export const ProductStatus = z.enum(productStatuses)
export type ProductStatus = z.infer<typeof ProductStatus>

export const Product = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    price: z.string().meta({ description: 'Decimal string in the digits of the currency' }),
    currency: Currency,
    category: ProductCategory,
    status: ProductStatus,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

/** Buyers see active products; `status` other than active is for those who manage the catalogue. */
export const ListProducts = PageRequest.extend({
  search: z.string().trim().max(100).optional(),
  category: ProductCategory.optional(),
  status: ProductStatus.optional(),
})
export type ListProducts = z.infer<typeof ListProducts>
export const ProductPage = pageOf(Product)

export const ProductRef = z.object({ id: Id })

export const CreateProduct = z.object({
  name: z.string().trim().min(1).max(255),
  description: z.string().trim().max(5000).default(''),
  price: Amount,
  currency: Currency,
  category: ProductCategory,
  status: z.enum(['active', 'draft']).default('draft'),
})
export type CreateProduct = z.infer<typeof CreateProduct>

export const UpdateProduct = z.object({
  id: Id,
  version: Version,
  name: z.string().trim().min(1).max(255).optional(),
  description: z.string().trim().max(5000).optional(),
  price: Amount.optional(),
  currency: Currency.optional(),
  category: ProductCategory.optional(),
  status: ProductStatus.optional(),
})
export type UpdateProduct = z.infer<typeof UpdateProduct>

/** What removing did: a product that was ever ordered is archived, any other is gone. */
export const RemovedProduct = z.object({ id: Id, outcome: z.enum(['deleted', 'archived']) })
export type RemovedProduct = z.infer<typeof RemovedProduct>
