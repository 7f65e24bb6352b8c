import type { ImageProcessor } from '@pantheon/business'
import { fail } from '@pantheon/kernel'
import pLimit from 'p-limit'
import sharp, { type Metadata } from 'sharp'

const taken: readonly string[] = ['png', 'jpeg', 'webp']
/** Wide enough for a page on a high-resolution screen. */
const largestSide = 1600
/** Longer than any camera or editor produces; an image of one pixel by millions is slow for its size. */
const maxSide = 16_384
/** More than any camera has; a small file can decompress to a huge image. */
const maxPixels = 60_000_000
/** Each image occupies one of libuv's four threads; the others are for files and DNS lookups. */
const atOnce = 2
const maxWaiting = 20
const retryAfterSeconds = 5

/** sharp's message for a `timeout`; its errors have no codes. */
const isTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout: ')

const bytesPerSample: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2 }

/** True when an image of this size may be decoded: an interlaced one is held in memory as a whole. */
const isWithinLimits = ({ width, height, channels, depth }: Metadata, maxDecodedBytes: number): boolean =>
  width <= maxSide && height <= maxSide && width * height * channels * (bytesPerSample[depth] ?? 4) <= maxDecodedBytes

const mb = 1024 * 1024

export interface ImageLimits {
  /** Maximum memory of a decoded image; by default that of 60 megapixels with eight bits and three channels. */
  maxDecodedBytes?: number
  /** Maximum time of libvips for one image, in whole seconds. */
  timeLimitSeconds?: number
}

/** Re-encodes images as WebP: rotated upright, scaled down to the size of a page, without metadata. */
export const createImageProcessor = ({ maxDecodedBytes = 192 * mb, timeLimitSeconds = 10 }: ImageLimits = {}): ImageProcessor => {
  const limit = pLimit(atOnce)

  const convert = async (given: Uint8Array): ReturnType<ImageProcessor> => {
    const picture = sharp(given, { limitInputPixels: maxPixels, failOn: 'error' })
    const metadata = await picture.metadata()
    if (!taken.includes(metadata.format) || !isWithinLimits(metadata, maxDecodedBytes)) return undefined
    const { data, info } = await picture
      .timeout({ seconds: timeLimitSeconds })
      .autoOrient()
      .resize({ width: largestSide, height: largestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), mediaType: 'image/webp', extension: 'webp', width: info.width, height: info.height }
  }

  return async (given, check) => {
    if (limit.pendingCount >= maxWaiting) fail('image.too_many', { retryAfterSeconds })
    return limit(async () => {
      await check?.()
      // Any other failure means that it is truncated, corrupt, too large, or not an image.
      return convert(given).catch((error) => (isTimeout(error) ? fail('image.too_slow', { retryAfterSeconds }) : undefined))
    })
  }
}
