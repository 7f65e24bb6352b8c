import { maxImageBytes, type Product, type RemoveProductImage, type SetProductImage } from '@pantheon/contract'
import { type Actor, type Clock, fail, type Logger, newId, orFail } from '@pantheon/kernel'
import type { Catalogue } from './catalogue.types.ts'
import type { FileStore, ImageProcessor, StoredFile } from './images.port.ts'
import { type StoredProduct, withImage } from './product.ts'

/** File names of this store; anything else in a URL is rejected, so that no other path is reachable. */
const fileName = /^[0-9a-f-]{36}\.[a-z]{3,4}$/
/** An image file, or the leftover of an interrupted write. Nothing else is ever deleted. */
const ownName = /^[0-9a-f-]{36}\.[a-z]{3,4}(\.[0-9a-f-]{36})?$/
/** Far longer than any change of a product takes: a younger file may still be about to be referenced by one. */
const youngMs = 24 * 3_600_000

export interface CatalogueImagesDeps {
  clock: Clock
  logger: Logger
  files: FileStore
  processImage: ImageProcessor
  /** Names of the files that products reference now. */
  named: () => Promise<ReadonlySet<string>>
  /** Fails as `change` would at this version, without changing anything. */
  check: (at: { id: string; version: number }) => Promise<void>
  /** Applies a change to a product at a version, as the catalogue does. */
  change: (actor: Actor, at: { id: string; version: number }, decide: (product: StoredProduct) => StoredProduct) => Promise<Product>
}

const readBase64 = (base64: string): Buffer => {
  // Four base64 characters encode three bytes, so an oversized image is refused before it is decoded.
  if (base64.length > Math.ceil(maxImageBytes / 3) * 4) fail('image.too_large', { mostBytes: maxImageBytes })
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > maxImageBytes) fail('image.too_large', { mostBytes: maxImageBytes })
  return bytes
}

/** Product images, for the API and for the rest of the server. */
export interface CatalogueImages extends Pick<Catalogue, 'setImage' | 'removeImage'> {
  /**
   * Deletes image files that no product references and that are older than a day: those of deleted products, and those whose
   * deletion failed. References are read after the file list, and a file name is only ever given to one product, so an image
   * that is being set right now is never deleted. Resolves to the number of deleted files; when the store is unavailable, the
   * sweep is left to the next run.
   */
  sweepImages(): Promise<number>
  /** Reads an image by name. Public, as the catalogue is. */
  readImage(name: string): Promise<StoredFile | undefined>
}

/** Images of products: stored before the product references them, deleted when it no longer does. */
export const createCatalogueImages = ({ clock, logger, files, processImage, named, check, change }: CatalogueImagesDeps): CatalogueImages => {
  /** Deletes a file. An unreferenced file that stays does no harm, so a failure is logged and not thrown. */
  const drop = (name: string | undefined): Promise<void> =>
    name === undefined
      ? Promise.resolve()
      : files.remove(name).catch((err: unknown) => logger.warn({ err, name }, 'a file that nobody needs could not be removed'))

  const exchange = async (actor: Actor, at: { id: string; version: number }, image: StoredProduct['image']): Promise<Product> => {
    let before: string | undefined
    const product = await change(actor, at, (found) => {
      before = found.image?.file
      return withImage(found, image, clock.now())
    })
    await drop(before)
    return product
  }

  return {
    setImage: async (actor: Actor, { id, version, alt, base64 }: SetProductImage): Promise<Product> => {
      if (base64 === undefined)
        return change(actor, { id, version }, (found) => withImage(found, { ...orFail(found.image, 'image.not_a_picture'), alt }, clock.now()))
      // Decoding is the expensive part: a stale request is refused before it queues for it, and again when its turn comes.
      const isCurrent = () => check({ id, version })
      await isCurrent()
      const processed = orFail(await processImage(readBase64(base64), isCurrent), 'image.not_a_picture')
      const file = `${newId(clock.now())}.${processed.extension}`
      await files.put(file, { bytes: processed.bytes, mediaType: processed.mediaType })
      return exchange(actor, { id, version }, { file, alt, width: processed.width, height: processed.height }).catch(async (error: unknown) => {
        await drop(file)
        throw error
      })
    },

    removeImage: (actor: Actor, { id, version }: RemoveProductImage): Promise<Product> => exchange(actor, { id, version }, null),

    sweepImages: async (): Promise<number> => {
      try {
        const old: string[] = []
        for await (const name of files.list(new Date(clock.now().getTime() - youngMs))) if (ownName.test(name)) old.push(name)
        if (old.length === 0) return 0
        const wanted = await named()
        const orphans = old.filter((name) => !wanted.has(name))
        for (const name of orphans) await drop(name)
        return orphans.length
      } catch (err) {
        logger.warn({ err }, 'pictures that nobody needs could not be looked for')
        return 0
      }
    },

    readImage: async (name: string): Promise<StoredFile | undefined> => (fileName.test(name) ? files.get(name) : undefined),
  }
}
