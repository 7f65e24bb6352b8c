import type { ImagePress } from '@pantheon/business'
import sharp from 'sharp'

const taken: readonly string[] = ['png', 'jpeg', 'webp']
/** Wide enough for a page on a sharp screen. */
const largestSide = 1600
/** More than any camera's; a small file can unfold to a huge picture. */
const mostPixels = 60_000_000

/** Makes pictures anew as WebP: upright, no larger than a page needs, without where and with what they were taken. */
export const createImagePress = (): ImagePress => async (given) => {
  try {
    const picture = sharp(given, { limitInputPixels: mostPixels, failOn: 'error' })
    const { format } = await picture.metadata()
    if (!taken.includes(format)) return undefined
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: largestSide, height: largestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), mediaType: 'image/webp', extension: 'webp', width: info.width, height: info.height }
  } catch {
    return undefined // cut off, broken, too large, or no picture at all
  }
}
