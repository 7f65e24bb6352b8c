import { storyDialects } from '@pantheon/db/testing'
import sharp from 'sharp'
import { describe, it } from 'vitest'
import { courseProduct, world } from '../../src/testing/index.ts'
import { mountSmallDisk } from '../support/small-disk.ts'

describe.each(storyDialects)('Files on a disk of their own, on %s', (dialect) => {
  it('are refused for want of room, or of the right to write, as everything else is, and taken again afterwards', async ({ expect, onTestFinished, skip }) => {
    const disk = mountSmallDisk(4)
    if (!disk) return skip('this machine lets nobody mount a disk')
    onTestFinished(disk.remove)
    const w = await world(dialect, { env: { PANTHEON_DATA_DIR: disk.folder } })
    onTestFinished(w.close)
    const operator = await w.operator()
    const { id } = await operator.api.business.products.create.mutate(courseProduct)
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const picture = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'white', noise } })
      .png()
      .toBuffer()
    const set = async (version: number) => {
      const { status, body, headers } = await operator.rest('PUT', `/products/${id}/image`, { version, base64: picture.toString('base64') })
      return [status, body.code, headers.get('retry-after')]
    }
    disk.fill()
    expect(await set(1)).toEqual([503, 'storage.full', '10'])
    disk.empty()
    expect(await set(1)).toEqual([200, undefined, null])
    disk.setReadOnly(true)
    expect(await set(2)).toEqual([503, 'storage.read_only', '10'])
    disk.setReadOnly(false)
    expect(await set(2)).toEqual([200, undefined, null])
  })
})
