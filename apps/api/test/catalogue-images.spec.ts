import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3Server } from '@pantheon/adapters/testing'
import type { Product } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, type World, world } from '../src/testing/index.ts'

const draw = (format: 'png' | 'jpeg' = 'png', background = '#1e40af') =>
  sharp({ create: { width: 320, height: 180, channels: 3, background } })
    .toFormat(format)
    .toBuffer()

describe.each(dialects)('Pictures of products on %s', (dialect) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pantheon-pictures-'))
  const stored = (): string[] => readdirSync(join(dataDir, 'files'))
  let w: World
  let operator: SignedInCaller
  let picture: string
  beforeAll(async () => {
    w = await world(dialect, { env: { PANTHEON_DATA_DIR: dataDir } })
    operator = await w.operator()
    picture = (await draw()).toString('base64')
  }, 30_000)
  afterAll(async () => {
    await w.close()
    rmSync(dataDir, { recursive: true })
  })
  const products = () => operator.api.business.products
  const make = (): Promise<Product> => products().create.mutate(courseProduct)

  it('are made anew, served for good, and told with the product', async () => {
    const { id } = await make()
    const { status, body } = await operator.rest('PUT', `/products/${id}/image`, { version: 1, alt: 'A blue wall', base64: picture })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      version: 2,
      image: { alt: 'A blue wall', width: 320, height: 180, url: expect.stringMatching(/^\/files\/[0-9a-f-]{36}\.webp$/) },
    })
    const served = await w.visitor().http(body.image.url)
    expect({ status: served.status, type: served.headers.get('content-type'), kept: served.headers.get('cache-control') }).toEqual({
      status: 200,
      type: 'image/webp',
      kept: 'public, max-age=31536000, immutable',
    })
    expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).format).toBe('webp')
    await expect.poll(async () => (await w.visitor().rest('GET', `/products/${id}`)).body.image?.alt).toBe('A blue wall')
  })
  it('take the place of each other, and leave nothing behind', async () => {
    const { id } = await make()
    const before = stored().length
    const first = await products().setImage.mutate({ id, version: 1, base64: picture })
    const second = await products().setImage.mutate({ id, version: 2, base64: (await draw('jpeg', '#ffffff')).toString('base64') })
    expect(second.image?.url).not.toBe(first.image?.url)
    expect((await w.visitor().http(first.image?.url ?? '')).status).toBe(404)
    expect(stored()).toHaveLength(before + 1)
    expect(await products().removeImage.mutate({ id, version: 3 })).toMatchObject({ image: null, version: 4 })
    expect(stored()).toHaveLength(before)
  })
  it('are described anew without being sent again', async () => {
    const { id } = await make()
    expect(await refusalOf(products().setImage.mutate({ id, version: 1, alt: 'Nothing' }))).toBe('image.not_a_picture')
    const { image } = await products().setImage.mutate({ id, version: 1, alt: 'A wall', base64: picture })
    expect((await products().setImage.mutate({ id, version: 2, alt: 'A blue wall' })).image).toEqual({ ...image, alt: 'A blue wall' })
  })
  it('are refused when somebody changed the product meanwhile, and then not kept', async () => {
    const { id } = await make()
    const before = stored().length
    expect(await refusalOf(products().setImage.mutate({ id, version: 9, base64: picture }))).toBe('version.stale')
    expect(await refusalOf(products().setImage.mutate({ id: '00000000-0000-7000-8000-000000000000', version: 1, base64: picture }))).toBe('product.not_found')
    expect(stored()).toHaveLength(before)
  })
  it('are pictures, by what they are, of at most 5 MB', async () => {
    const { id } = await make()
    const send = async (bytes: Buffer) => {
      const { status, body } = await operator.rest('PUT', `/products/${id}/image`, { version: 1, base64: bytes.toString('base64') })
      return [status, body.code]
    }
    expect(await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual([400, 'image.not_a_picture'])
    expect(await send(Buffer.alloc(5 * 1024 * 1024, 1))).toEqual([400, 'image.not_a_picture'])
    expect(await send(Buffer.alloc(5 * 1024 * 1024 + 1, 1))).toEqual([413, 'image.too_large'])
    expect(await send(Buffer.alloc(8 * 1024 * 1024))).toEqual([413, 'input.too_large'])
    // No other door is wider for it.
    expect((await operator.rest('PUT', `/products/${id}`, { version: 1, description: 'x'.repeat(2_000_000) })).body.code).toBe('input.too_large')
  })
  it('are not for buyers to set, and no address reaches another file', async () => {
    const { id } = await make()
    const buyer = await w.buyer()
    expect(await refusalOf(buyer.api.business.products.setImage.mutate({ id, version: 1, base64: picture }))).toBe('auth.forbidden')
    for (const name of ['demo-accounts.json', '..%2fpantheon.db', '%2e%2e%2fpantheon.db', 'x.webp'])
      expect((await w.visitor().http(`/files/${name}`)).status).toBe(404)
  })
  it('are kept in a bucket when there is one, and a bucket that is away changes nothing', async () => {
    const account = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local-secret' }
    const s3 = await startS3Server(account, 'shop')
    const env = { S3_BUCKET: 'shop', S3_ENDPOINT: s3.url, S3_ACCESS_KEY_ID: account.accessKeyId, S3_SECRET_ACCESS_KEY: account.secretAccessKey }
    const other = await w.another({ env })
    const { id } = await make()
    const inBucket = await other
      .visitor({ authorization: `Bearer ${await tokenOf(other)}` })
      .rest('PUT', `/products/${id}/image`, { version: 1, base64: picture })
    expect(inBucket.status).toBe(200)
    expect([...s3.objects.keys()]).toEqual([`/shop/products/${inBucket.body.image.url.slice('/files/'.length)}`])
    expect((await other.visitor().http(inBucket.body.image.url)).headers.get('content-type')).toBe('image/webp')
    await s3.close()
    const refused = await other
      .visitor({ authorization: `Bearer ${await tokenOf(other)}` })
      .rest('PUT', `/products/${id}/image`, { version: 2, base64: picture })
    expect([refused.status, refused.body.code]).toEqual([503, 'files.unavailable'])
    expect((await other.visitor().rest('GET', `/products/${id}`)).body.version).toBe(2)
    await other.close()
  }, 40_000)
  const tokenOf = async (server: Pick<World, 'visitor'>): Promise<string> => {
    const { email } = operator.account.user
    return (await server.visitor().rest('POST', '/auth/login', { email, password: operator.password })).body.accessToken
  }
})
