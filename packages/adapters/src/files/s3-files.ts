import type { FileStore } from '@pantheon/business'
import { fail, type Logger } from '@pantheon/kernel'
import { mediaTypeOf } from './media-types.ts'

export interface S3Options {
  bucket: string
  region: string
  /** The endpoint of another S3-compatible store; undefined for Amazon S3. */
  endpoint: string | undefined
  /** Undefined: the SDK's default provider chain, such as the machine's role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  logger: Logger
}

/** Files in an S3 bucket, or in an S3-compatible store. */
export const createS3Files = async ({ bucket, region, endpoint, credentials, logger }: S3Options): Promise<FileStore> => {
  // Large, and needed only with a bucket, so it is loaded lazily.
  const { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, paginateListObjectsV2 } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 15_000 },
    // Some S3-compatible stores do not support the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
  })
  const refuse = (error: unknown): never => {
    logger.error({ err: error, bucket }, 'the bucket refused')
    return fail('files.unavailable')
  }
  const prefix = 'products/'
  const at = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` })
  return {
    engine: 'S3',
    isEmbedded: false,
    put: async (name, { bytes, mediaType }) => {
      const kept = { ContentType: mediaType, CacheControl: 'public, max-age=31536000, immutable' }
      await client.send(new PutObjectCommand({ ...at(name), Body: bytes, ...kept })).catch(refuse)
    },
    get: async (name) => {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(name)))
        return Body && { bytes: new Uint8Array(await Body.transformToByteArray()), mediaType: mediaTypeOf(name) }
      } catch (error) {
        return error instanceof NoSuchKey ? undefined : refuse(error)
      }
    },
    remove: async (name) => void (await client.send(new DeleteObjectCommand(at(name))).catch(refuse)),
    list: async function* (before) {
      try {
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, Delimiter: '/' })) {
          for (const { Key, LastModified } of Contents) if (Key !== undefined && LastModified && LastModified < before) yield Key.slice(prefix.length)
        }
      } catch (error) {
        refuse(error)
      }
    },
  }
}
