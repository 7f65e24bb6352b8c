import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

interface Account {
  accessKeyId: string
  secretAccessKey: string
}

/** Whether a request has a valid signature (version 4) of the account that covers its body. */
const isSigned = (request: IncomingMessage, body: Buffer, { accessKeyId, secretAccessKey }: Account): boolean => {
  const header = request.headers.authorization ?? ''
  const [, key, day = '', region = '', signedNames = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(header) ?? []
  const payload = String(request.headers['x-amz-content-sha256'])
  if (key !== accessKeyId || payload !== sha256(body) || !signedNames.split(';').includes('host')) return false
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3')
  const query = [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort()
  const headers = signedNames.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const canonical = [request.method, pathname, query.join('&'), headers.join(''), signedNames, payload].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const signingKey = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secretAccessKey}`, day))
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'))
}

interface Kept {
  at: Date
  body: Buffer
  mediaType: string
  cacheControl: string
}

const pageSize = 3

/** A page of ListObjectsV2: sorted keys after the token with the prefix; with a delimiter only those of that level. */
const listing = (keys: [string, Kept][], query: URLSearchParams): string => {
  const [prefix, delimiter, after] = [query.get('prefix') ?? '', query.get('delimiter') ?? '', query.get('continuation-token') ?? '']
  const fits = keys
    .filter(([key]) => key.startsWith(prefix) && (delimiter === '' || !key.slice(prefix.length).includes(delimiter)) && key > after)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const page = fits.slice(0, pageSize)
  const isTruncated = fits.length > page.length
  const next = isTruncated ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : ''
  const contents = page.map(
    ([key, { at, body }]) => `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${body.length}</Size></Contents>`,
  )
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
}

/** Starts a local server with the part of S3's API that our files need: put, get, delete and list objects by path. Every request must be signed. */
export const startS3Server = async (account: Account, bucket: string) => {
  const objects = new Map<string, Kept>()
  let broken = 0
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const answer = (status: number, code: string): void =>
      void response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    if (broken > 0) {
      broken--
      return answer(503, 'SlowDown')
    }
    if (!isSigned(request, body, account)) return answer(403, 'SignatureDoesNotMatch')
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3')
    if (request.method === 'GET' && searchParams.get('list-type') === '2' && [`/${bucket}`, `/${bucket}/`].includes(pathname)) {
      const keys = [...objects].map(([path, kept]): [string, Kept] => [path.slice(bucket.length + 2), kept])
      return void response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(keys, searchParams))
    }
    if (!pathname.startsWith(`/${bucket}/`)) return answer(404, 'NoSuchBucket')
    const kept = objects.get(pathname)
    if (request.method === 'PUT') {
      objects.set(pathname, { at: new Date(), body, mediaType: request.headers['content-type'] ?? '', cacheControl: request.headers['cache-control'] ?? '' })
      return void response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(pathname)
      return void response.writeHead(204).end()
    }
    if (!kept) return answer(404, 'NoSuchKey')
    return void response.writeHead(200, { 'content-type': kept.mediaType, 'content-length': kept.body.length }).end(kept.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    /** Makes the next `times` requests fail as on an overloaded store. */
    fail: (times: number): void => {
      broken = times
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
