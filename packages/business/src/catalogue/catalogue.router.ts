import {
  ArchiveProduct,
  CreateProduct,
  ExportedFile,
  ExportProducts,
  ImportProducts,
  ImportReport,
  ListProducts,
  MovedProducts,
  MoveProducts,
  maxImageRequestBytes,
  Product,
  ProductPage,
  ProductRef,
  RemovedProduct,
  RemoveProductImage,
  RestoreProduct,
  SetProductImage,
  UpdateProduct,
} from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import type { Catalogue } from './catalogue.types.ts'

const tags = ['catalogue']

/** Procedures for the catalogue. */
export const createCatalogueRouter = (catalogue: Catalogue) =>
  router({
    list: open
      .meta({ openapi: { method: 'GET', path: '/products', summary: 'List products', tags }, keptExceptFor: 'catalogue:manage' })
      .input(ListProducts)
      .output(ProductPage)
      .query(async ({ ctx, input }) => catalogue.list(await ctx.actor(), input)),
    get: open
      .meta({ openapi: { method: 'GET', path: '/products/{id}', summary: 'Read a product', tags }, keptExceptFor: 'catalogue:manage' })
      .input(ProductRef)
      .output(Product)
      .query(async ({ ctx, input }) => catalogue.get(await ctx.actor(), input.id)),
    create: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/products', summary: 'Create a product', tags, protect: true }, creates: '/products/{id}' })
      .input(CreateProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.create(ctx.actor, input)),
    update: allow('catalogue:manage')
      .meta({ openapi: { method: 'PUT', path: '/products/{id}', summary: 'Update a product', tags, protect: true } })
      .input(UpdateProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.update(ctx.actor, input)),
    archive: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/products/{id}/archive', summary: 'Archive a product', tags, protect: true } })
      .input(ArchiveProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.archive(ctx.actor, input)),
    restore: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/products/{id}/restore', summary: 'Restore an archived product', tags, protect: true } })
      .input(RestoreProduct)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.restore(ctx.actor, input)),
    moveMany: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/bulk/products', summary: 'Archive, restore or publish many products', tags, protect: true }, resumes: true })
      .input(MoveProducts)
      .output(MovedProducts)
      .mutation(({ ctx, input }) => catalogue.moveMany(ctx.actor, input)),
    setImage: allow('catalogue:manage')
      .meta({
        openapi: { method: 'PUT', path: '/products/{id}/image', summary: 'Set the picture of a product', tags, protect: true },
        maxBytes: maxImageRequestBytes,
      })
      .input(SetProductImage)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.setImage(ctx.actor, input)),
    removeImage: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/products/{id}/image/remove', summary: 'Remove the picture of a product', tags, protect: true } })
      .input(RemoveProductImage)
      .output(Product)
      .mutation(({ ctx, input }) => catalogue.removeImage(ctx.actor, input)),
    importFile: allow('catalogue:manage')
      .meta({ openapi: { method: 'POST', path: '/catalogue/import', summary: 'Import products from CSV, or check a file', tags, protect: true } })
      .input(ImportProducts)
      .output(ImportReport)
      .mutation(({ ctx, input }) => catalogue.importFile(ctx.actor, input)),
    exportFile: allow('catalogue:manage')
      .meta({ openapi: { method: 'GET', path: '/catalogue/export', summary: 'Export products as CSV', tags, protect: true }, mediaTypes: ['text/csv'] })
      .input(ExportProducts)
      .output(ExportedFile)
      .query(({ ctx, input }) => catalogue.exportFile(ctx.actor, input)),
    remove: allow('catalogue:manage')
      .meta({ openapi: { method: 'DELETE', path: '/products/{id}', summary: 'Delete a product, or archive it when it has orders', tags, protect: true } })
      .input(ProductRef)
      .output(RemovedProduct)
      .mutation(({ ctx, input }) => catalogue.remove(ctx.actor, input.id)),
  })
