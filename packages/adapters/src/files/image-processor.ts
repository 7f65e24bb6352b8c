import type { ImageProcessor } from '@pantheon/business'
import { fail } from '@pantheon/kernel'
import pLimit from 'p-limit'
import sharp, { type Metadata } from 'sharp'

const taken: readonly string[] = ['png', 'jpeg', 'webp']
/** Wide enough for a page on a sharp screen. */
const largestSide = 1600
/** A side that no camera and no painting program makes; a strip of one pixel by millions is slow for its size. */
const mostSide = 16_384
/** More than any camera's; a small file can unfold to a huge picture. */
const mostPixels = 60_000_000
/** Each picture takes one of libuv's four threads; the others are for files and names of hosts. */
const atOnce = 2
const mostWaiting = 20
const retryAfterSeconds = 5

/** How sharp says that `timeout` struck; its errors have no codes. */
const isTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout: ')

const bytesPerSample: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2 }

/** True when a picture of this size can be unfolded: an interlaced one is held in memory as a whole. */
const isWithinLimits = ({ width, height, channels, depth }: Metadata, mostDecodedBytes: number): boolean =>
  width <= mostSide && height <= mostSide && width * height * channels * (bytesPerSample[depth] ?? 4) <= mostDecodedBytes

const mb = 1024 * 1024

export interface ImageLimits {
  /** What a picture may take in memory when it is unfolded; by default as much as 60 megapixels of eight bits and three channels. */
  mostDecodedBytes?: number
  /** How long libvips may work on one picture, in whole seconds. */
  timeLimitSeconds?: number
}

/** Makes pictures anew as WebP: upright, no larger than a page needs, without where and with what they were taken. */
export const createImageProcessor = ({ mostDecodedBytes = 192 * mb, timeLimitSeconds = 10 }: ImageLimits = {}): ImageProcessor => {
  const limit = pLimit(atOnce)

  const convert = async (given: Uint8Array): ReturnType<ImageProcessor> => {
    const picture = sharp(given, { limitInputPixels: mostPixels, failOn: 'error' })
    const metadata = await picture.metadata()
    if (!taken.includes(metadata.format) || !isWithinLimits(metadata, mostDecodedBytes)) return undefined
    const { data, info } = await picture
      .timeout({ seconds: timeLimitSeconds })
      .autoOrient()
      .resize({ width: largestSide, height: largestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), mediaType: 'image/webp', extension: 'webp', width: info.width, height: info.height }
  }

  return async (given, check) => {
    if (limit.pendingCount >= mostWaiting) fail('image.too_many', { retryAfterSeconds })
    return limit(async () => {
      await check?.()
      // Whatever else fails is cut off, broken, too large, or no picture at all.
      return convert(given).catch((error) => (isTimeout(error) ? fail('image.too_slow', { retryAfterSeconds }) : undefined))
    })
  }
}
