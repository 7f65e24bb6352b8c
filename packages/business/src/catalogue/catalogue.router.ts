import { CreateProduct, ListProducts, Product, ProductPage, ProductRef, RemovedProduct, UpdateProduct } from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import type { Catalogue } from './catalogue.service.ts'

const tags = ['catalogue']

/** The door to the catalogue. */
export const createCatalogueRouter = (catalogue: Catalogue) =>
  router({
    list: open
      .meta({ openapi: { method: 'GET', path: '/products', summary: 'List products', tags } })
      .input(ListProducts)
      .output(ProductPage)
      .query(async ({ ctx, input }) => catalogue.list(await ctx.actor(), input)),
    get: open
      .meta({ openapi: { method: 'GET', path: '/products/{id}', summary: 'Read a product', tags } })
      .input(ProductRef)
      .output(Product)
      .query(async ({ ctx, input }) => catalogue.get(await ctx.actor(), input.id)),
    create: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/products', summary: 'Add a product', tags, protect: true }, creates: '/products/{id}' })
      .input(CreateProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.create(ctx.actor, input)),
    update: allow('catalogue:manage')
      .meta({ openapi: { method: 'PUT', path: '/products/{id}', summary: 'Change a product', tags, protect: true } })
      .input(UpdateProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.update(ctx.actor, input)),
    remove: allow('catalogue:manage')
      .meta({ openapi: { method: 'DELETE', path: '/products/{id}', summary: 'Delete a product, or archive it when it was ordered', tags, protect: true } })
      .input(ProductRef)
      .output(RemovedProduct)
      .mutation(({ ctx, input }) => catalogue.remove(ctx.actor, input.id)),
  })
