import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Product } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { Hono } from 'hono'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpEnv } from '../../src/http/request-pipeline.ts'
import { mountWebApps } from '../../src/http/static.ts'
import { courseProduct, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const built = `<!doctype html>
<html lang="en">
  <head>
    <meta name="description" content="The shop" />
    <title>AIFactory</title>
    <script type="module" src="/assets/index.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>`

describe.each(storyDialects)('The page of a product, on %s', (dialect) => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-page-'))
  writeFileSync(join(folder, 'index.html'), built)
  writeFileSync(join(folder, 'routes.json'), JSON.stringify(['/', '/orders', '/products/$productId']))
  const app = new Hono<HttpEnv>()
  let w: World
  let operator: SignedInCaller
  beforeAll(async () => {
    w = await world(dialect, { env: { PANTHEON_DATA_DIR: folder } })
    operator = await w.operator()
    const folders = { aifactory: relative(process.cwd(), folder) }
    mountWebApps(app, { productOnSale: w.system.services.catalogue.findOnSale, publicUrl: 'https://shop.test', folders })
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await w.close()
  })
  const make = (more: object = {}): Promise<Product> => operator.api.business.products.create.mutate({ ...courseProduct, ...more })
  const page = async (path: string) => {
    const answer = await app.request(path)
    return { status: answer.status, html: await answer.text() }
  }
  const content = (html: string, key: string): string | undefined => new RegExp(`<meta (?:name|property)="${key}" content="([^"]*)" />`).exec(html)?.[1]
  const structured = (html: string) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null')

  it('says in its head what is sold, for what, and where', async () => {
    const product = await make({
      prices: [
        { currency: 'USD', amount: '49.00' },
        { currency: 'JPY', amount: '6800' },
      ],
      sku: 'PAGE-1',
      price: undefined,
      currency: undefined,
    })
    const { status, html } = await page(`/products/${product.id}`)
    const url = `https://shop.test/products/${product.id}`
    expect(status).toBe(200)
    expect(html.match(/<title>/g)).toHaveLength(1)
    expect(html.match(/name="description"/g)).toHaveLength(1)
    expect(html).toContain('<title>Custom course · AIFactory</title>')
    expect(html).toContain(`<link rel="canonical" href="${url}" />`)
    expect(html).toContain('src="/assets/index.js"')
    expect(
      ['description', 'og:title', 'og:url', 'og:type', 'product:price:amount', 'product:price:currency', 'robots'].map((key) => content(html, key)),
    ).toEqual(['A course on your topic', 'Custom course', url, 'product', '49.00', 'USD', undefined])
    expect(structured(html)).toMatchObject({
      '@type': 'Product',
      name: 'Custom course',
      sku: 'PAGE-1',
      url,
      offers: [
        { '@type': 'Offer', price: '49.00', priceCurrency: 'USD', url },
        { '@type': 'Offer', price: '6800', priceCurrency: 'JPY', url },
      ],
    })
  })

  it('shows its picture where links are previewed', async () => {
    const product = await make()
    const drawn = await sharp({ create: { width: 120, height: 60, channels: 3, background: '#1e40af' } })
      .png()
      .toBuffer()
    const { image } = await operator.api.business.products.setImage.mutate({
      id: product.id,
      version: 1,
      alt: 'A "blue" wall',
      base64: drawn.toString('base64'),
    })
    const { html } = await page(`/products/${product.id}`)
    const url = `https://shop.test${image?.url}`
    expect(['og:image', 'og:image:alt', 'og:image:width', 'twitter:card'].map((key) => content(html, key))).toEqual([
      url,
      'A &quot;blue&quot; wall',
      '120',
      'summary_large_image',
    ])
    expect(structured(html).image).toBe(url)
  })

  it('takes nothing a product says for markup', async () => {
    const name = `</title><script>alert(1)</script> "$&' <!--`
    const description = `</script><img src=x onerror=alert(1)> ${'日'.repeat(300)}\u2028`
    const product = await make({ name, description })
    const { html } = await page(`/products/${product.id}`)
    expect(html).not.toMatch(/<script>alert|<img|<!--/)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(content(html, 'og:title')).toBe('&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;$&amp;&#39; &lt;!--')
    expect(structured(html)).toMatchObject({ name, description: description.trim() })
    expect([...(content(html, 'description')?.replaceAll(/&\w+;/g, 'x') ?? '')].length).toBe(160)
  })

  it('is not found, and not to be indexed, for what is not on sale', async () => {
    const draft = await make({ status: 'draft' })
    const archived = await make()
    await operator.api.business.products.archive.mutate({ id: archived.id, version: 1 })
    for (const id of [draft.id, archived.id, '00000000-0000-7000-8000-000000000000', 'nonsense', '%00', "'--"]) {
      const { status, html } = await page(`/products/${id}`)
      expect({ id, status, robots: content(html, 'robots') }).toEqual({ id, status: 404, robots: 'noindex' })
      expect(html).toContain('<div id="root">')
    }
  })

  it('leaves every other page as it was built', async () => {
    expect(await page('/orders')).toEqual({ status: 200, html: built })
  })
})
