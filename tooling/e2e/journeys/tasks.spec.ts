import { expect, type Page, test } from '@playwright/test'
import { personOf } from '../src/people.ts'
import { origin, sessions } from '../src/places.ts'

test.use({ storageState: sessions.admin })
// One at a time: they share a board, and a card that arrives moves those under it.
test.describe.configure({ mode: 'default' })

const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const cardIn = (page: Page, status: string, title: string) => column(page, status).getByRole('listitem').filter({ hasText: title })
const titled = (what: string) => `${what} ${Date.now()}`
const updates = '**/trpc/agents.tasks.update*'

test('a card that somebody else adds appears, is dragged on, and goes no way there is not', async ({ page }) => {
  const { task, taskOf } = personOf(page.request)
  await page.goto('/pantheon/tasks/')
  await expect(page.getByRole('button', { name: 'New task' })).toBeVisible()
  const title = titled('Drag me')
  const { id } = await task(title, 'review')
  await expect(cardIn(page, 'Pending', title)).toBeVisible()

  await cardIn(page, 'Pending', title).dragTo(column(page, 'In progress'))
  await expect(cardIn(page, 'In progress', title)).toBeVisible()
  await expect(page.getByRole('button', { name: `Move “${title}”` })).not.toHaveAttribute('aria-busy')
  expect((await taskOf(id)).status).toBe('in_progress')
  await cardIn(page, 'In progress', title).dragTo(column(page, 'Completed'))
  await expect.poll(async () => (await taskOf(id)).status).toBe('completed')
  await cardIn(page, 'Completed', title).dragTo(column(page, 'Failed'))
  await expect(cardIn(page, 'Completed', title)).toBeVisible()
})

test('a card is sent on by keyboard, and the focus goes with it', async ({ page }) => {
  const title = titled('Type me')
  await personOf(page.request).task(title, 'testing')
  await page.goto('/pantheon/tasks/')
  const move = page.getByRole('button', { name: `Move “${title}”` })
  await move.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'In progress' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cardIn(page, 'In progress', title)).toBeVisible()
  await expect(move).toBeFocused()
  await expect(page.getByText(`“${title}” was moved to In progress.`)).toBeAttached()
})

test('a refused move goes back, and says why', async ({ page }) => {
  const { task, changeTask } = personOf(page.request)
  const title = titled('Refuse me')
  const { id } = await task(title, 'analysis')
  await page.goto('/pantheon/tasks/')
  await expect(cardIn(page, 'Pending', title)).toBeVisible()
  // The move waits on its way until somebody else was faster.
  await page.route(updates, async (route) => {
    await changeTask(id, { version: 1, priority: 5 })
    await route.continue()
  })
  await page.getByRole('button', { name: `Move “${title}”` }).click()
  await page.getByRole('menuitem', { name: 'Blocked' }).click()
  await expect(page.getByText('Someone else changed this').first()).toBeVisible()
  await expect(cardIn(page, 'Pending', title)).toBeVisible()
  await expect(cardIn(page, 'Blocked', title)).toHaveCount(0)
})

test('what was typed survives a closed sheet, a reload and somebody else’s change', async ({ page }) => {
  const { task, taskOf, changeTask } = personOf(page.request)
  const title = titled('Edit me')
  const { id } = await task(title, 'documentation')
  await page.goto(`/pantheon/tasks/?task=${id}`)
  const sheet = page.getByRole('dialog', { name: 'Edit task' })
  await sheet.getByLabel('Title').fill('Mine')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.goto(`/pantheon/tasks/?task=${id}`)
  await expect(sheet.getByLabel('Title')).toHaveValue('Mine')

  await changeTask(id, { version: 1, description: 'From elsewhere' })
  await expect(sheet.getByLabel('Description')).toHaveValue('From elsewhere')
  await expect(sheet.getByLabel('Title')).toHaveValue('Mine')
  await changeTask(id, { version: 2, title: 'Theirs' })
  await expect(sheet.getByRole('alert')).toContainText('Theirs')
  await sheet.getByRole('button', { name: 'Overwrite with mine' }).click()
  await expect(sheet).toBeHidden()
  expect(await taskOf(id)).toMatchObject({ title: 'Mine', description: 'From elsewhere', version: 4 })
})

test('a task is added, found and deleted', async ({ page }) => {
  const title = titled('Add me')
  await page.goto('/pantheon/tasks/')
  await page.getByRole('button', { name: 'New task' }).click()
  const sheet = page.getByRole('dialog', { name: 'New task' })
  await sheet.getByRole('button', { name: 'Add task' }).click()
  await expect(sheet.getByRole('alert')).toBeFocused()
  await sheet.getByLabel('Title').fill(title)
  await sheet.getByLabel('Assignee').selectOption({ label: 'Athena Admin' })
  await sheet.getByRole('button', { name: 'Add task' }).click()
  await expect(cardIn(page, 'Pending', title)).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search tasks' }).fill(title)
  await expect(page).toHaveURL(/search=Add/)
  await page.getByRole('button', { name: 'List' }).click()
  await page.getByRole('row').filter({ hasText: title }).getByRole('button', { name: title }).click()
  await page.getByRole('button', { name: 'Delete task' }).click()
  await page.getByRole('dialog', { name: 'Delete this task?' }).getByRole('button', { name: 'Delete task' }).click()
  await expect(page.getByRole('heading', { name: 'No tasks match' })).toBeVisible()
})

test('the list sorts by its headers, and the address keeps it', async ({ page }) => {
  const { task, changeTask } = personOf(page.request)
  const mark = titled('Sort me')
  const made = [await task(`${mark} a`, 'review'), await task(`${mark} b`, 'review'), await task(`${mark} c`, 'review')]
  await changeTask(made[1]?.id ?? '', { version: 1, priority: 5 })
  await page.goto(`/pantheon/tasks/?view=list&search=${encodeURIComponent(mark)}`)
  const table = page.getByRole('table', { name: 'Tasks' })
  const shows = (...order: string[]) => expect(table.getByRole('rowheader')).toHaveText(order.map((letter) => `${mark} ${letter}`))
  const header = (name: string) => table.getByRole('columnheader', { name })
  await shows('c', 'b', 'a')
  await header('Created').getByRole('button').click()
  await expect(header('Created')).toHaveAttribute('aria-sort', 'ascending')
  await shows('a', 'b', 'c')
  await header('Priority').getByRole('button').click()
  await shows('b', 'c', 'a')
  await page.reload()
  await expect(page).toHaveURL(/sort=priority_high/)
  await expect(header('Priority')).toHaveAttribute('aria-sort', 'descending')
  await shows('b', 'c', 'a')
  for (const { id } of made) await page.request.delete(`/api/v1/tasks/${id}`, { params: { version: id === made[1]?.id ? 2 : 1 }, headers: { origin } })
})
