import { mostImageBytes, type Product, type RemoveProductImage, type SetProductImage } from '@pantheon/contract'
import { type Actor, type Clock, fail, type Logger, newId, orFail } from '@pantheon/kernel'
import type { Catalogue } from './catalogue.types.ts'
import type { FileStore, ImageProcessor, StoredFile } from './images.port.ts'
import { pictureProduct, type StoredProduct } from './product.ts'

/** The names of this store's files, so that nothing else in an address reaches it. */
const fileName = /^[0-9a-f-]{36}\.[a-z]{3,4}$/
/** A picture's file, or one that was begun and never was one: nothing else is ever taken away. */
const ownName = /^[0-9a-f-]{36}\.[a-z]{3,4}(\.[0-9a-f-]{36})?$/
/** Far longer than any change of a product takes: a younger file may be on its way to one. */
const youngMs = 24 * 3_600_000

export interface CatalogueImagesDeps {
  clock: Clock
  logger: Logger
  files: FileStore
  processImage: ImageProcessor
  /** The files that products name now. */
  named: () => Promise<ReadonlySet<string>>
  /** Fails as `change` would at this version, and changes nothing. */
  check: (at: { id: string; version: number }) => Promise<void>
  /** Changes a product at a version, as the catalogue does it. */
  change: (actor: Actor, at: { id: string; version: number }, decide: (product: StoredProduct) => StoredProduct) => Promise<Product>
}

const readBase64 = (base64: string): Buffer => {
  // Four characters carry three bytes: too much is seen before it is read.
  if (base64.length > Math.ceil(mostImageBytes / 3) * 4) fail('image.too_large', { mostBytes: mostImageBytes })
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > mostImageBytes) fail('image.too_large', { mostBytes: mostImageBytes })
  return bytes
}

/** What is done with the pictures of products, by the API and by the rest of the server. */
export interface CatalogueImages extends Pick<Catalogue, 'setImage' | 'removeImage'> {
  /**
   * Removes pictures that nobody names and that are older than a day: of products that were deleted, and those whose
   * removal failed. What is named is read after what is there, and a name is only ever given to the product it was made
   * for, so no picture that somebody is just setting is among them. How many went; a store that is away is left for next time.
   */
  sweepImages(): Promise<number>
  /** A picture by its name, for whoever asks: what is in the catalogue is public. */
  readImage(name: string): Promise<StoredFile | undefined>
}

/** Pictures of products: stored before the product names them, removed when it no longer does. */
export const createCatalogueImages = ({ clock, logger, files, processImage, named, check, change }: CatalogueImagesDeps): CatalogueImages => {
  /** What nobody names any more takes up room and does no harm: that it stays is worth a line in the log, not a failure. */
  const drop = (name: string | undefined): Promise<void> =>
    name === undefined
      ? Promise.resolve()
      : files.remove(name).catch((err: unknown) => logger.warn({ err, name }, 'a file that nobody needs could not be removed'))

  const exchange = async (actor: Actor, at: { id: string; version: number }, image: StoredProduct['image']): Promise<Product> => {
    let before: string | undefined
    const product = await change(actor, at, (found) => {
      before = found.image?.file
      return pictureProduct(found, image, clock.now())
    })
    await drop(before)
    return product
  }

  return {
    setImage: async (actor: Actor, { id, version, alt, base64 }: SetProductImage): Promise<Product> => {
      if (base64 === undefined)
        return change(actor, { id, version }, (found) => pictureProduct(found, { ...orFail(found.image, 'image.not_a_picture'), alt }, clock.now()))
      // Decoding costs most: what could not be written afterwards does not queue for it, and is not decoded when its turn comes.
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
