const product = { name: 'Custom course', sku: 'COURSE-1', price: '49.00', currency: 'USD' }
const approvers = [{ kind: 'operators' }]
const quorum = { kind: 'any' }
const workflow = { stages: [{ name: 'Operations', approvers, quorum, deadlineHours: 24 }] }

/**
 * Example bodies of the OpenAPI document, for operations whose required fields alone are not a valid request (one of two fields, a
 * price in either of two forms) or would not show what the operation changes.
 */
export const exampleBodies: Readonly<Record<string, object>> = {
  'POST /audit/verify': { chain: 'organization' },
  'POST /auth/delete-account': { confirmation: 'the passphrase of the account' },
  'POST /auth/github/finish': { code: '5f0c7a1e3b524c0e9a57', state: '2b7e151628aed2a6' },
  'POST /catalogue/import': { csv: 'sku,name,category,price_usd\r\nCOURSE-1,Custom course,ai_course_generation,49.00\r\n', mode: 'check' },
  'POST /courses/{id}/lessons/{lessonId}/regenerate': { guidance: 'More examples, fewer words.' },
  'POST /notifications/chat-links': { code: 'K7MP-Q2RT-XW9Z' },
  'POST /notifications/chat-links/offer': { code: 'K7MP-Q2RT-XW9Z' },
  'POST /organization/delete': { confirmation: 'Analytical Engines' },
  'POST /payments': { orderId: '0198c6a2-7d4e-7a31-9c5b-120559ff820e', card: { number: '4242424242424242', expiry: '12/30', cvc: '123' } },
  'POST /policies': { subject: 'order', workflow },
  'POST /policies/check': { subject: 'order', stages: [{ approvers, quorum }] },
  'POST /products': { ...product, category: 'ai_course_generation' },
  'PUT /policies/{id}': { version: 3, workflow },
  'PUT /products/{id}': { version: 3, ...product },
  'PUT /products/{id}/image': { version: 3, alt: 'A gear made of letters' },
  'PUT /saved-filters/{id}': { version: 3, name: 'Paid this week', rules: { status: 'paid' } },
  'PUT /tasks/{id}': { version: 3, status: 'in_progress' },
}
