import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStore } from '@pantheon/business'
import { startS3Server } from '@pantheon/fakes'
import { Failure, newId } from '@pantheon/kernel'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDiskFiles } from '../src/files/disk-files.ts'
import { createImageProcessor } from '../src/files/image-processor.ts'
import { createS3Files } from '../src/files/s3-files.ts'

const account = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local/secret+key' }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  )

describe.each(['disk', 'S3'])('Files on %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-files-'))
  let files: FileStore
  let s3: Awaited<ReturnType<typeof startS3Server>>
  const openS3 = (secretAccessKey = account.secretAccessKey) =>
    createS3Files({ bucket: 'shop', region: 'ap-northeast-1', endpoint: s3.url, credentials: { ...account, secretAccessKey }, logger: silent })
  beforeAll(async () => {
    s3 = await startS3Server(account, 'shop')
    files = kind === 'disk' ? createDiskFiles(join(folder, 'made', 'when-needed')) : await openS3()
  })
  afterAll(async () => {
    await s3.close()
    rmSync(folder, { recursive: true })
  })
  const nameOf = () => `${newId(new Date())}.webp`
  const bytes = new Uint8Array([0, 1, 2, 253, 254, 255, 10, 13])

  it('come back as they were put, with what they are', async () => {
    const name = nameOf()
    await files.put(name, { bytes, mediaType: 'image/webp' })
    expect(await files.get(name)).toEqual({ bytes, mediaType: 'image/webp' })
    const large = new Uint8Array(3_000_000).fill(7)
    await files.put(name, { bytes: large, mediaType: 'image/webp' })
    expect((await files.get(name))?.bytes.length).toBe(3_000_000)
  })
  it('that are not there are not found, and can be removed again', async () => {
    const name = nameOf()
    expect(await files.get(name)).toBeUndefined()
    await files.remove(name)
    await files.put(name, { bytes, mediaType: 'image/webp' })
    await files.remove(name)
    expect(await files.get(name)).toBeUndefined()
  })
  it('can be put many at a time', async () => {
    const names = Array.from({ length: 20 }, nameOf)
    await Promise.all(names.map((name, i) => files.put(name, { bytes: new Uint8Array([i]), mediaType: 'image/webp' })))
    expect(await Promise.all(names.map(async (name) => (await files.get(name))?.bytes[0]))).toEqual(names.map((_, i) => i))
  })

  it('are listed once they are old enough, however many there are, and nothing that lies elsewhere', async () => {
    const place = join(folder, `listed-${kind}`)
    const store = kind === 'disk' ? createDiskFiles(place) : files
    const listed = async (before: Date) => {
      const found: string[] = []
      for await (const name of store.list(before)) found.push(name)
      return found.sort()
    }
    if (kind === 'S3') s3.objects.clear()
    // A file's time is the machine's, whatever time the tests are run at.
    const now = kind === 'disk' ? statSync(folder).mtimeMs : Date.now()
    const [before, after] = [new Date(now - 60_000), new Date(now + 600_000)]
    expect(await listed(after)).toEqual([])
    const names = Array.from({ length: 8 }, nameOf).sort()
    for (const name of names) await store.put(name, { bytes, mediaType: 'image/webp' })
    if (kind === 'disk') mkdirSync(join(place, 'deeper'))
    const kept = { at: new Date(), body: Buffer.from(bytes), mediaType: '', cacheControl: '' }
    for (const key of ['/shop/products/deeper/a.webp', '/shop/invoices/b.pdf', '/shop/products-of-others/c.webp']) s3.objects.set(key, kept)
    expect(await listed(after)).toEqual(names)
    expect(await listed(before)).toEqual([])
    await store.remove(names[0] ?? '')
    expect(await listed(after)).toEqual(names.slice(1))
  })

  if (kind === 'disk') {
    it('stay in their folder, and leave nothing half-written', async () => {
      for (const name of ['../escape.webp', '/etc/passwd', 'a/b.webp', '..', ''])
        expect(await codeOf(files.put(name, { bytes, mediaType: 'x' }))).toBe('files.unavailable')
      expect(readdirSync(join(folder, 'made', 'when-needed')).filter((name) => !name.endsWith('.webp'))).toEqual([])
    })
    it('are refused where nothing can be written', async () => {
      writeFileSync(join(folder, 'a-file'), '')
      expect(await codeOf(createDiskFiles(join(folder, 'a-file', 'below')).put(nameOf(), { bytes, mediaType: 'x' }))).toBe('files.unavailable')
    })
  } else {
    it('carry how long they may be kept', async () => {
      const name = nameOf()
      await files.put(name, { bytes, mediaType: 'image/webp' })
      expect(s3.objects.get(`/shop/products/${name}`)).toMatchObject({ mediaType: 'image/webp', cacheControl: 'public, max-age=31536000, immutable' })
    })
    it('are signed: a wrong key gets nothing in and nothing out', async () => {
      const name = nameOf()
      await files.put(name, { bytes, mediaType: 'image/webp' })
      const stranger = await openS3('another secret')
      expect(await codeOf(stranger.get(name))).toBe('files.unavailable')
      expect(await codeOf(stranger.put(nameOf(), { bytes, mediaType: 'image/webp' }))).toBe('files.unavailable')
    })
    it('get through a store that is busy for a moment, and say so when it stays so', async () => {
      const name = nameOf()
      s3.fail(1)
      await files.put(name, { bytes, mediaType: 'image/webp' })
      expect(await files.get(name)).toBeDefined()
      s3.fail(20)
      expect(await codeOf(files.get(name))).toBe('files.unavailable')
      s3.fail(0)
    })
  }
})

describe('The press of pictures', () => {
  const press = createImageProcessor()
  const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#1e40af' } })

  it.each(['png', 'jpeg', 'webp'] as const)('takes %s, by what it is', async (format) => {
    const pressed = await press(await draw(40, 30).toFormat(format).toBuffer())
    expect(pressed).toMatchObject({ mediaType: 'image/webp', extension: 'webp', width: 40, height: 30 })
    expect((await sharp(pressed?.bytes).metadata()).format).toBe('webp')
  })
  it('makes it no larger than a page needs, and upright', async () => {
    expect(await press(await draw(4000, 1000).png().toBuffer())).toMatchObject({ width: 1600, height: 400 })
    const turned = await draw(400, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await press(turned)).toMatchObject({ width: 100, height: 400 })
  })
  it('leaves out where and with what it was taken', async () => {
    const telling = await draw(50, 50)
      .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'Here' } })
      .jpeg()
      .toBuffer()
    expect((await sharp(telling).metadata()).exif).toBeDefined()
    expect((await sharp((await press(telling))?.bytes).metadata()).exif).toBeUndefined()
  })
  it('takes no picture that is slow or huge for the size of its file', async () => {
    const strip = await sharp({ create: { width: 1, height: 200_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const small = createImageProcessor({ maxDecodedBytes: 1_000_000 })
    const shallow = sharp({ create: { width: 400, height: 400, channels: 4, background: 'white' } })
    const deep = await shallow.clone().toColourspace('rgb16').png({ progressive: true }).toBuffer()
    expect(await press(strip)).toBeUndefined()
    expect(await small(deep)).toBeUndefined()
    expect(await small(await shallow.png().toBuffer())).toMatchObject({ width: 400 })
  })
  it('says that it had too little time for a picture, and not that it is none', async () => {
    const large = { width: 7700, height: 7700, channels: 4 as const, background: '#1e40af80' }
    const slow = await sharp({ create: large }).toColourspace('rgb16').png({ progressive: true, compressionLevel: 1 }).toBuffer()
    const hasty = createImageProcessor({ maxDecodedBytes: 2 ** 30, timeLimitSeconds: 1 })
    await expect(hasty(slow)).rejects.toMatchObject({ code: 'image.too_slow', kind: 'unavailable', details: { retryAfterSeconds: 5 } })
  }, 60_000)
  it('waits for its turn: two at a time, and not without end', async () => {
    const picture = await draw(400, 300).png().toBuffer()
    const many = await Promise.allSettled(Array.from({ length: 40 }, () => press(picture)))
    const refused = many.filter((answer) => answer.status === 'rejected')
    expect(refused.every(({ reason }) => reason.code === 'image.too_many')).toBe(true)
    expect(many.length - refused.length).toBe(22)
    expect(await press(picture)).toMatchObject({ width: 400 })
  })
  it('decodes nothing of a picture that is not wanted any more when its turn comes', async () => {
    const late = () => Promise.reject(new Error('late'))
    await expect(press(Buffer.from('no picture'), late)).rejects.toThrow('late')
    expect(await press(Buffer.from('no picture'), () => Promise.resolve())).toBeUndefined()
  })
  it('takes nothing else: no drawing that runs scripts, no film, nothing broken, nothing that unfolds endlessly', async () => {
    const whole = await draw(60, 60).png().toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
    const gif = await draw(5, 5).gif().toBuffer()
    const huge = await sharp({ create: { width: 12_000, height: 6000, channels: 3, background: 'white' }, limitInputPixels: false })
      .png()
      .toBuffer()
    for (const bytes of [svg, gif, whole.subarray(0, whole.length / 2), Buffer.from('no picture'), Buffer.alloc(0), huge])
      expect(await press(bytes)).toBeUndefined()
  })
})
