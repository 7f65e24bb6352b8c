import { type Browser, expect, type Page, test } from '@playwright/test'
import { complaintsOf, inspect } from '../src/inspection.ts'
import { tokenTo } from '../src/neighbours.ts'
import { aCourse, aStranger, personOf } from '../src/people.ts'
import { origin } from '../src/places.ts'

const post = async (page: Page, path: string, data: object = {}): Promise<Record<string, string>> => {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers: { origin } })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as Record<string, string>
}

/** Somebody with a name of their own, signed up, in a browser of their own. */
const somebody = async (browser: Browser, name: string): Promise<{ page: Page; email: string }> => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const { email, password } = aStranger()
  await post(page, '/auth/register', { name, email, password })
  await personOf(page.request).prove(email)
  return { page, email }
}

/** A member of the owner's organization, who came by an invitation. */
const colleague = async (browser: Browser, owner: Page, name: string): Promise<Page> => {
  const { page, email } = await somebody(browser, name)
  await post(owner, '/invitations', { email, role: 'member' })
  const token = await tokenTo(email, '/invitation')
  const { id } = await post(page, '/invitations/accept', { token })
  await post(page, `/organizations/${id}/switch`)
  return page
}

const orders = async (buyer: Page, topic: string): Promise<string> => {
  const product = await personOf(buyer.request).product('Custom course')
  return (await post(buyer, '/orders', { productId: product.id, quantity: 1, input: { ...aCourse, topic } })).id ?? ''
}
const decide = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()

test('An order goes through two stages and is rejected; another comes back with changes and is approved', async ({ browser }) => {
  const { page: owner } = await somebody(browser, 'Hana Mori')
  const lead = await colleague(browser, owner, 'Ken Sato')
  const buyer = await colleague(browser, owner, 'Alan Kay')
  const complaints = [owner, lead, buyer].map((page) => complaintsOf(page))

  await test.step('The owner makes a rule with two stages, and is told what is missing', async () => {
    await owner.goto('/admin/policies')
    await expect(owner.getByRole('heading', { name: 'No rules yet' })).toBeVisible()
    await inspect(owner)
    await owner.getByRole('main').getByRole('link', { name: 'New rule' }).first().click()
    await owner.getByRole('button', { name: 'Create rule' }).click()
    await expect(owner.getByRole('alert')).toBeFocused()
    await owner.getByLabel('Above').fill('40.00')
    await owner.getByLabel('Name').fill('Owner')
    await owner.getByLabel('Approvers').first().selectOption({ label: 'Role: Owner' })
    await owner.getByRole('button', { name: 'Add a stage' }).click()
    await owner.getByLabel('Name').nth(1).fill('Team lead')
    await owner.locator('select[id$="-approvers"]').nth(1).selectOption({ label: 'Ken Sato' })
    await owner.getByRole('button', { name: 'Move stage 2 up' }).click()
    await expect(owner.getByLabel('Name').first()).toHaveValue('Team lead')
    await inspect(owner)
    await owner.getByRole('button', { name: 'Create rule' }).click()
    await expect(owner.getByRole('row', { name: /Orders above \$40\.00.*Team lead → Owner/ })).toBeVisible()
  })

  const rejected = await orders(buyer, 'Rejected')
  await test.step('The buyer sees that the order waits, and cannot decide it', async () => {
    await buyer.goto(`/orders/${rejected}`)
    await expect(buyer.getByText('Stage 1 of 2: Team lead')).toBeVisible()
    await expect(buyer.getByRole('button', { name: /^Pay/ })).toHaveCount(0)
    await inspect(buyer)
    await buyer.getByRole('link', { name: 'View approval' }).click()
    await expect(buyer.getByText('This is your own request. Someone else has to decide.')).toBeVisible()
  })

  await test.step('The first stage approves, the second rejects; everybody sees it without a reload', async () => {
    await lead.goto('/approvals')
    await expect(lead.getByRole('button', { name: /Awaiting my approval 1/ })).toBeVisible()
    await inspect(lead)
    await lead.getByRole('link', { name: 'Rejected' }).click()
    await lead.getByLabel('Note').fill('Fits the budget')
    await inspect(lead)
    await decide(lead, 'Approve')
    await expect(lead.getByText('You are not an approver of the current stage.')).toBeVisible()
    await expect(buyer.getByText('Waiting for Hana Mori.')).toBeVisible()

    await owner.goto('/approvals')
    await owner.getByRole('link', { name: 'Rejected' }).click()
    await expect(owner.getByText('Fits the budget')).toBeVisible()
    await owner.getByLabel('Note').fill('Not this quarter')
    await decide(owner, 'Reject')
    await expect(owner.getByText('This request was rejected.')).toBeVisible()
    await expect(buyer.getByText('This request was rejected.')).toBeVisible()
    await expect(buyer.getByText('Not this quarter')).toBeVisible()
    await buyer.getByRole('link', { name: 'Open the order' }).click()
    await expect(buyer.getByText('This order was cancelled. Nothing more will happen.')).toBeVisible()
  })

  const approved = await orders(buyer, 'Approved')
  await test.step('What is sent back is answered by who asked, and begins anew', async () => {
    await lead.goto('/approvals')
    await lead.getByRole('link', { name: 'Approved' }).click()
    await decide(lead, 'Send back')
    await expect(lead.getByText('Describe what has to change.').first()).toBeVisible()
    await lead.getByLabel('Note').fill('For which team?')
    await decide(lead, 'Send back')
    await expect(lead.getByText('Waiting for Alan Kay to resubmit.')).toBeVisible()

    await buyer.goto('/approvals')
    await buyer.getByRole('link', { name: 'Approved' }).click()
    await expect(buyer.locator('blockquote')).toHaveText('For which team?')
    await buyer.getByLabel('What you changed, or why no change is needed').fill('For support')
    await inspect(buyer)
    await decide(buyer, 'Resubmit')
    await expect(buyer.getByText('Waiting for Ken Sato.')).toBeVisible()
    await buyer.getByLabel('Write a comment').fill('Thank you for being quick')
    await decide(buyer, 'Comment')
    await expect(lead.getByText('Thank you for being quick')).toBeVisible()
  })

  await test.step('Approved by both, it can be paid', async () => {
    await decide(lead, 'Approve')
    await expect(lead.getByText('You are not an approver of the current stage.')).toBeVisible()
    await buyer.goto(`/orders/${approved}`)
    await expect(buyer.getByText('Stage 2 of 2: Owner')).toBeVisible()
    await owner.goto('/approvals')
    await owner.getByRole('link', { name: 'Approved' }).click()
    await decide(owner, 'Approve')
    await expect(owner.getByRole('status').filter({ hasText: 'Approved in every stage.' })).toBeFocused()
    await expect(buyer.getByRole('button', { name: /^Pay/ })).toBeVisible()
  })

  expect(complaints.flat()).toEqual([])
  await Promise.all([owner, lead, buyer].map((page) => page.context().close()))
})

test('One approver of two stages decides each by itself, also when Approve is pressed again', async ({ browser }) => {
  const { page: owner } = await somebody(browser, 'Hana Mori')
  const buyer = await colleague(browser, owner, 'Alan Kay')
  const stage = (name: string) => ({ name, approvers: [{ kind: 'role', id: 'owner' }], quorum: { kind: 'any' }, deadlineHours: 24 })
  await post(owner, '/policies', { subject: 'order', currency: 'USD', above: '40.00', workflow: { stages: [stage('Need'), stage('Budget')] } })
  await orders(buyer, 'Twice')
  await owner.goto('/approvals')
  await owner.getByRole('link', { name: 'Twice' }).click()
  const approve = owner.getByRole('main').getByRole('button', { name: 'Approve', exact: true })
  const withdraw = owner.getByRole('button', { name: 'Withdraw request' })
  await expect(withdraw).toHaveCount(1)
  await expect(owner.getByRole('heading', { name: 'Details' }).locator('..').filter({ has: withdraw })).toHaveCount(0)
  await approve.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await approve.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await approve.focus()
  await owner.keyboard.press('Enter')
  const result = owner.getByRole('heading', { name: 'The request is now in stage 2: Budget' })
  await expect(result).toBeFocused()
  await expect(owner.getByText('You approved the request.')).toBeVisible()
  await owner.keyboard.press('Enter')
  await owner.mouse.click(x + width / 2, y + height / 2)
  await expect(result).toBeVisible()
  await expect(approve).toHaveCount(0)
  await decide(owner, 'Review stage 2')
  await approve.click()
  await expect(owner.getByRole('status').filter({ hasText: 'Approved in every stage.' })).toBeFocused()
  await Promise.all([owner, buyer].map((page) => page.context().close()))
})
