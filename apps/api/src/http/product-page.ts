import { cutText, type Product } from '@pantheon/contract'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
/** JSON for a script element, escaped so that it cannot end the element or begin a comment. U+2028 and U+2029 are line terminators in old scripts. */
const scriptJson = (value: object): string =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** About the length that a search result shows. */
const longestDescription = 160
const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return cutText(line, longestDescription, '…')
}

const meta = (kind: 'name' | 'property', key: string, content: string): string => `<meta ${kind}="${key}" content="${escaped(content)}" />`

/** https://schema.org/Product with one Offer per currency, as search engines read them. */
const structured = (product: Product, url: string, imageUrl: string | undefined): string =>
  `<script type="application/ld+json">${scriptJson({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.description,
    productID: product.id,
    ...(product.sku !== null && { sku: product.sku }),
    ...(imageUrl !== undefined && { image: imageUrl }),
    url,
    offers: product.prices.map(({ amount, currency }) => ({
      '@type': 'Offer',
      price: amount,
      priceCurrency: currency,
      availability: 'https://schema.org/InStock',
      url,
    })),
  })}</script>`

/** Replaces the page's title and description by `lines` in the head. The replacement is a function, because `$` is special in a replacement string. */
const withHead = (html: string, lines: readonly string[]): string =>
  html
    .replace(/<title>[^<]*<\/title>\s*/, '')
    .replace(/<meta name="description"[^>]*>\s*/, '')
    .replace('</head>', () => `${lines.join('\n    ')}\n  </head>`)

/** The page of a product on sale, with metadata for search engines and link previews. `siteUrl` has no trailing slash. */
export const productPage = (html: string, product: Product, siteUrl: string): string => {
  const url = `${siteUrl}/products/${product.id}`
  const description = shortened(product.description)
  const imageUrl = product.image ? `${siteUrl}${product.image.url}` : undefined
  const picture = product.image
    ? [
        meta('property', 'og:image', `${siteUrl}${product.image.url}`),
        meta('property', 'og:image:alt', product.image.alt || product.name),
        meta('property', 'og:image:width', String(product.image.width)),
        meta('property', 'og:image:height', String(product.image.height)),
      ]
    : []
  return withHead(html, [
    `<title>${escaped(product.name)} · AIFactory</title>`,
    meta('name', 'description', description),
    `<link rel="canonical" href="${escaped(url)}" />`,
    meta('property', 'og:type', 'product'),
    meta('property', 'og:site_name', 'AIFactory'),
    meta('property', 'og:title', product.name),
    meta('property', 'og:description', description),
    meta('property', 'og:url', url),
    meta('property', 'product:price:amount', product.price),
    meta('property', 'product:price:currency', product.currency),
    meta('name', 'twitter:card', product.image ? 'summary_large_image' : 'summary'),
    ...picture,
    structured(product, url, imageUrl),
  ])
}

/** The page for a product that is not on sale: the app shows the message, and search engines do not index it. */
export const missingProductPage = (html: string): string => html.replace('</head>', () => `${meta('name', 'robots', 'noindex')}\n  </head>`)
