import { buffer } from 'node:stream/consumers'
import { currencyDigits, type Invoice, type Locale } from '@pantheon/contract'
import PDFDocument from 'pdfkit'
import type { FontLibrary } from './fonts.ts'
import { createTypesetter, type Look, type Typesetter } from './typesetter.ts'

const page = { width: 595.28, height: 841.89, left: 56, right: 539.28 }
const ink = { text: '#1f2937', title: '#0f172a', muted: '#64748b', accent: '#1e40af', rule: '#dbe1ea' }
const body: Look = { size: 10, color: ink.text }
const small: Look = { size: 8.5, color: ink.muted }
const bold: Look = { ...body, color: ink.title, isBold: true }

/** The right edges of the columns; the first column begins at the left margin. */
const columns = { description: 320, quantity: 366, unit: 450, total: page.right }

const words = {
  en: {
    invoice: 'Invoice',
    credit_note: 'Credit note',
    number: 'Number',
    date: 'Date',
    corrects: 'Corrects invoice',
    billedTo: 'Billed to',
    from: 'From',
    taxId: 'Tax ID',
    description: 'Description',
    quantity: 'Qty',
    unit: 'Unit price',
    total: 'Total',
    net: 'Net',
    tax: (rate: string) => `Tax (${rate}%), contained`,
    paid: 'Paid in full. Thank you.',
    credited: 'This amount was refunded to the original payment method.',
    order: 'Order',
  },
  ja: {
    invoice: '請求書',
    credit_note: '返金明細書',
    number: '番号',
    date: '発行日',
    corrects: '対象の請求書',
    billedTo: '宛先',
    from: '発行者',
    taxId: '登録番号',
    description: '品目',
    quantity: '数量',
    unit: '単価（税込）',
    total: '合計（税込）',
    net: '税抜金額',
    tax: (rate: string) => `消費税（${rate}%）`,
    paid: 'お支払い済みです。ありがとうございました。',
    credited: 'この金額は、お支払いに使われた方法へ返金しました。',
    order: '注文',
  },
} as const satisfies Record<Locale, object>

const moneyIn = ({ currency }: Invoice, locale: Locale) => {
  const format = new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-US', { style: 'currency', currency, minimumFractionDigits: currencyDigits[currency] })
  // The Japanese locale uses a full-width yen sign, which leaves a gap before the digits.
  return (amount: string): string => format.format(Number(amount)).replace('\uffe5', '¥')
}

/** The issue date in the reader's language. It is a calendar day, so it is formatted in UTC to prevent a shift. */
export const dateOf = ({ issuedOn }: Pick<Invoice, 'issuedOn'>, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${issuedOn}T00:00:00Z`))

/** The title of the document. In Japan a credit note of a registered seller (T and 13 digits) is a qualified one, and has to be titled so. */
export const documentName = ({ kind, seller }: Pick<Invoice, 'kind' | 'seller'>, locale: Locale): string =>
  locale === 'ja' && kind === 'credit_note' && /^T\d{13}$/.test(seller.taxId ?? '') ? '適格返還請求書' : words[locale][kind]

/** Writes text line by line, left- or right-aligned, and returns the position of the next line. */
const createPen = (type: Typesetter) => ({
  left: (text: string, look: Look, x: number, y: number, width: number): number => {
    const height = look.size * 1.5
    const lines = type.set([{ text, look }], width)
    lines.forEach((line, index) => {
      type.draw(line, x, y + index * height)
    })
    return y + lines.length * height
  },
  right: (text: string, look: Look, x: number, y: number): void => {
    const [line] = type.set([{ text, look }], 400)
    if (!line) return
    const width = line.glyphs.reduce((sum, glyph) => sum + glyph.width, 0)
    type.draw(line, x - width, y)
  },
})

const draw = (doc: PDFKit.PDFDocument, type: Typesetter, invoice: Invoice, locale: Locale): void => {
  const t = words[locale]
  const pen = createPen(type)
  const money = moneyIn(invoice, locale)
  const { seller, buyer, kind } = invoice
  const rule = (y: number, color = ink.rule): void => void doc.rect(page.left, y, page.right - page.left, 0.8).fill(color)

  doc.rect(0, 0, page.width, 8).fill(ink.accent)
  pen.left(documentName(invoice, locale), { size: 24, color: ink.title, isBold: true }, page.left, 84, 320)
  const date = dateOf(invoice, locale)
  const head: [string, string][] = [
    [t.number, invoice.number],
    [t.date, date],
    ...(invoice.corrects === null ? [] : [[t.corrects, invoice.corrects] as [string, string]]),
  ]
  head.forEach(([term, value], index) => {
    pen.right(term, small, 420, 74 + index * 16)
    pen.right(value, bold, page.right, 74 + index * 16)
  })

  pen.left(t.billedTo, small, page.left, 150, 220)
  const buyerLines = [...new Set([buyer.organization, buyer.name, buyer.email])].filter((line) => line !== '')
  const afterBuyer = buyerLines.reduce((y, line, index) => pen.left(line, index === 0 ? bold : body, page.left, y, 220), 168)
  pen.left(t.from, small, 320, 150, 219)
  const sellerLines = [seller.name, ...seller.address, ...(seller.taxId === null ? [] : [`${t.taxId} ${seller.taxId}`])]
  const afterSeller = sellerLines.reduce((y, line, index) => pen.left(line, index === 0 ? bold : body, 320, y, 219), 168)

  let y = Math.max(afterBuyer, afterSeller) + 36
  pen.left(t.description, small, page.left, y, 250)
  pen.right(t.quantity, small, columns.quantity, y)
  pen.right(t.unit, small, columns.unit, y)
  pen.right(t.total, small, columns.total, y)
  rule(y + 7, ink.title)
  y += 26
  for (const { description, quantity, unitPrice, total } of invoice.lines) {
    pen.right(String(quantity), body, columns.quantity, y)
    pen.right(money(unitPrice), body, columns.unit, y)
    pen.right(money(total), body, columns.total, y)
    y = pen.left(description, body, page.left, y, columns.description - page.left) + 4
    rule(y - 8)
    y += 10
  }
  y += 10
  const sums: [string, string, Look][] = [
    [t.net, money(invoice.net), body],
    [t.tax(invoice.taxRate), money(invoice.tax), body],
    [t.total, money(invoice.total), { ...bold, size: 13 }],
  ]
  for (const [term, value, look] of sums) {
    pen.right(term, { ...look, isBold: look.isBold ?? false }, columns.unit, y)
    pen.right(value, look, columns.total, y)
    y += look.size * 2
  }
  y = pen.left(kind === 'invoice' ? t.paid : t.credited, body, page.left, y + 24, 400)
  if (invoice.orderId !== null) pen.left(`${t.order} ${invoice.orderId}`, small, page.left, y + 6, 400)
}

/** An invoice or credit note as a one-page PDF in the reader's language. */
export const invoiceToPdf = (invoice: Invoice, locale: Locale, fonts: FontLibrary): Promise<Buffer> => {
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    font: '', // no standard font: their metrics are files in pdfkit's directory
    lang: locale,
    info: { Title: `${documentName(invoice, locale)} ${invoice.number}`, Author: invoice.seller.name, CreationDate: new Date(invoice.issuedAt) },
  })
  const bytes = buffer(doc)
  draw(doc, createTypesetter(doc, fonts), invoice, locale)
  doc.end()
  return bytes
}
