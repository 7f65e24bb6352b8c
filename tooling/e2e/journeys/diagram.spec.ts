import { expect, type Page, test } from '@playwright/test'
import { settled } from '../src/inspection.ts'
import { sessions } from '../src/places.ts'

test.use({ storageState: sessions.admin })
// One after another in one worker: the diagram is the heaviest page of the desk.
test.describe.configure({ mode: 'default' })

/** What stands beside or over the diagram (legend, buttons, panel, a library's mark) and covers a resource in sight. */
const coversOf = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect()
    const diagram = document.querySelector('.react-flow')?.closest('section')
    if (!canvas || !diagram) return ['there is no diagram']
    // What hangs out of the canvas is cut off there and lies under nothing.
    const nodes = [...diagram.querySelectorAll('.react-flow__node-resource')].map((node) => {
      const box = node.getBoundingClientRect()
      const [left, top] = [Math.max(box.left, canvas.left), Math.max(box.top, canvas.top)]
      return { name: node.getAttribute('aria-label') ?? '', left, top, right: Math.min(box.right, canvas.right), bottom: Math.min(box.bottom, canvas.bottom) }
    })
    const parts = [...document.querySelectorAll('main aside, .react-flow__panel, .react-flow__attribution'), ...diagram.querySelectorAll('button, p')]
    return parts
      .filter((part) => !part.closest('.react-flow__node') && !part.classList.contains('sr-only'))
      .flatMap((part) => {
        const box = part.getBoundingClientRect()
        const covered = nodes.filter(
          ({ left, top, right, bottom }) => left < Math.min(right, box.right) && box.left < right && top < Math.min(bottom, box.bottom) && box.top < bottom,
        )
        return covered.map(({ name }) => `${part.getAttribute('aria-label') ?? part.textContent ?? ''} covers ${name}`)
      })
  })

/** How many resources, or of those that a selector finds, are not wholly in the canvas. */
const cutOffIn = (page: Page, selector = '.react-flow__node-resource') =>
  page.evaluate((wanted) => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect()
    return [...document.querySelectorAll(wanted)].filter((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect()
      return left < canvas.left || top < canvas.top || right > canvas.right || bottom > canvas.bottom
    }).length
  }, selector)

const opens = async (page: Page, width: number, address = '/pantheon/architecture/?view=diagram') => {
  await page.setViewportSize({ width, height: 900 })
  await page.goto(address)
  await settled(page)
  await expect(page.locator('.react-flow__node-resource').first()).toBeVisible()
}

for (const width of [390, 820, 1440]) {
  test(`at ${width} px nothing covers a resource, at first and when all of it is shown`, async ({ page }) => {
    await opens(page, width)
    expect(await coversOf(page)).toEqual([])
    expect(await page.locator('.react-flow__attribution').count()).toBe(0)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(() => cutOffIn(page)).toBe(0)
    expect(await coversOf(page)).toEqual([])
  })
}

for (const width of [1024, 1440]) {
  test(`at ${width} px an opened resource has its panel beside the diagram, and is in sight itself`, async ({ page }) => {
    await opens(page, width)
    const node = page
      .getByRole('region')
      .getByRole('button', { name: /Failed$/ })
      .first()
    await node.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary').filter({ hasText: 'ARN' })).toBeVisible()
    await settled(page)
    await expect.poll(() => coversOf(page)).toEqual([])
    expect(await cutOffIn(page, '.react-flow__node.selected')).toBe(0)
    // The panel comes with its address too.
    await opens(page, width, page.url())
    await expect(page.getByRole('complementary').filter({ hasText: 'ARN' })).toBeVisible()
    await expect.poll(() => coversOf(page)).toEqual([])
  })
}

test('whichever resource is clicked stays in sight and lit, wherever the diagram moves under the pointer', async ({ page }) => {
  await opens(page, 1440)
  const arns = await page.locator('.react-flow__node-resource').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''))
  const seen: string[] = []
  for (const arn of arns.filter((_, at) => at % 4 === 0)) {
    const selector = `.react-flow__node-resource[data-id="${arn}"]`
    // A click there is what a person does: only what can be seen is clicked.
    if ((await cutOffIn(page, selector)) > 0) continue
    // The panel of the one before may still be taking its room, and move the diagram between aiming and pressing.
    await expect(async () => {
      await page.locator(selector).click({ timeout: 2000 })
      await expect(page.getByRole('complementary').filter({ hasText: arn })).toBeVisible({ timeout: 2000 })
    }).toPass()
    await settled(page)
    await expect(page.locator(`${selector}.selected`)).toBeVisible()
    await expect.poll(() => cutOffIn(page, selector), { message: arn }).toBe(0)
    await expect(page.locator(`${selector} > div`), `${arn} is lit`).not.toHaveClass(/text-ink-faint/)
    seen.push(arn)
  }
  expect(seen.length).toBeGreaterThan(2)
})
