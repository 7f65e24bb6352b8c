import type { Invoice } from '@pantheon/contract'

/** An invoice of one line, on which everybody has this name. */
export const anInvoice = (name: string): Invoice =>
  ({
    id: '019a0000-0000-7000-8000-000000000011',
    organizationId: '019a0000-0000-7000-8000-000000000002',
    kind: 'invoice',
    number: 'INV-2026-000007',
    corrects: null,
    orderId: null,
    currency: 'JPY',
    net: '910',
    tax: '90',
    total: '1000',
    taxRate: '10',
    seller: { name, address: [name], taxId: null },
    buyer: { organization: name, name, email: 'a@example.test' },
    lines: [{ description: name, quantity: 1, unitPrice: '1000', total: '1000' }],
    issuedAt: '2026-11-30T20:51:00.000Z',
    issuedOn: '2026-12-01',
  }) as Invoice
