import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Product } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { startS3Server } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const draw = (format: 'png' | 'jpeg' = 'png', background = '#1e40af') =>
  sharp({ create: { width: 320, height: 180, channels: 3, background } })
    .toFormat(format)
    .toBuffer()

describe.each(storyDialects)('Pictures of products on %s', (dialect) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pantheon-pictures-'))
  const stored = (): string[] => readdirSync(join(dataDir, 'files'))
  let w: World
  let operator: SignedInCaller
  let picture: string
  beforeAll(async () => {
    w = await world(dialect, { env: { PANTHEON_DATA_DIR: dataDir } })
    operator = await w.operator()
    picture = (await draw()).toString('base64')
  })
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
  it('are decoded only when they could be set: who is late, or asks for what is not there, is told that first', async () => {
    const { id } = await make()
    const noPicture = Buffer.from('decoding this fails').toString('base64')
    expect(await refusalOf(products().setImage.mutate({ id, version: 9, base64: noPicture }))).toBe('version.stale')
    expect(await refusalOf(products().setImage.mutate({ id: '00000000-0000-7000-8000-000000000000', version: 1, base64: noPicture }))).toBe('product.not_found')
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
  })

  describe('that nobody needs any more', () => {
    const day = 86_400_000
    const age = (name: string, ms = day + 60_000): void => {
      const at = new Date(Date.now() - ms)
      utimesSync(join(dataDir, 'files', name), at, at)
    }
    const fileOf = ({ image }: Product): string => image?.url.slice('/files/'.length) ?? ''
    const pictured = async (): Promise<Product> => {
      const { id } = await make()
      const product = await products().setImage.mutate({ id, version: 1, base64: picture })
      age(fileOf(product), 0) // a file's time is the machine's, whatever time the tests are run at
      return product
    }
    const sweep = () => w.system.services.catalogue.sweepImages()
    /** A file beside those of products, as one that could not be removed. */
    const leave = (name: string, ms?: number): string => {
      writeFileSync(join(dataDir, 'files', name), 'left')
      age(name, ms)
      return name
    }

    it('go after a day: of deleted products, and those that could not be removed, or were only begun', async () => {
      const [kept, gone] = [await pictured(), await pictured()]
      await products().remove.mutate({ id: gone.id })
      const [left, begun, young] = [
        leave(`${newId(new Date())}.webp`),
        leave(`${newId(new Date())}.webp.${newId(new Date())}`),
        leave(`${newId(new Date())}.webp`, day - 60_000),
      ]
      expect(await sweep()).toBe(2) // the deleted product's is not a day old
      expect(stored()).toEqual(expect.arrayContaining([fileOf(kept), fileOf(gone), young]))
      for (const product of [kept, gone]) age(fileOf(product))
      expect(await sweep()).toBe(1)
      expect(stored()).toEqual(expect.arrayContaining([fileOf(kept), young]))
      for (const name of [fileOf(gone), left, begun]) expect(stored()).not.toContain(name)
      expect((await w.visitor().http(kept.image?.url ?? '')).status).toBe(200)
    })

    it('are never anybody else’s files, nor those that a change is about to name', async () => {
      const [other, deeper] = [leave('invoice.pdf'), leave('.keep')]
      const old = await pictured()
      age(fileOf(old))
      const ids = await Promise.all(Array.from({ length: 5 }, async () => (await make()).id))
      const [, ...set] = await Promise.all([
        (async () => {
          for (let n = 0; n < 10; n++) await sweep()
        })(),
        ...ids.map((id) => products().setImage.mutate({ id, version: 1, base64: picture })),
      ])
      await sweep()
      expect(stored()).toEqual(expect.arrayContaining([other, deeper, fileOf(old), ...set.map(fileOf)]))
    })

    it('stay while the store is away, and go the next time', async () => {
      const account = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local/secret+key' }
      const s3 = await startS3Server(account, 'shop')
      const other = await w.another({
        env: { S3_BUCKET: 'shop', S3_ENDPOINT: s3.url, S3_ACCESS_KEY_ID: account.accessKeyId, S3_SECRET_ACCESS_KEY: account.secretAccessKey },
      })
      const at = new Date(Date.now() - 2 * day)
      for (let n = 0; n < 7; n++) s3.objects.set(`/shop/products/${newId(new Date())}.webp`, { at, body: Buffer.from('left'), mediaType: '', cacheControl: '' })
      s3.objects.set('/shop/products/report.pdf', { at, body: Buffer.from('theirs'), mediaType: '', cacheControl: '' })
      s3.fail(10)
      expect(await other.system.services.catalogue.sweepImages()).toBe(0)
      expect(s3.objects.size).toBe(8)
      s3.fail(0)
      expect(await other.system.services.catalogue.sweepImages()).toBe(7)
      expect([...s3.objects.keys()]).toEqual(['/shop/products/report.pdf'])
      await other.close()
      await s3.close()
    })
  })

  const tokenOf = async (server: Pick<World, 'visitor'>): Promise<string> => {
    const { email } = operator.account.user
    return (await server.visitor().rest('POST', '/auth/login', { email, password: operator.password })).body.accessToken
  }
})
