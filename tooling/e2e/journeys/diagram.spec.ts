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

/** How many resources are not wholly in the canvas. */
const cutOffIn = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect()
    return [...document.querySelectorAll('.react-flow__node-resource')].filter((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect()
      return left < canvas.left || top < canvas.top || right > canvas.right || bottom > canvas.bottom
    }).length
  })

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
    const box = await page.locator('.react-flow__node.selected').boundingBox()
    const canvas = await page.locator('.react-flow').boundingBox()
    expect(box && canvas && box.x >= canvas.x && box.x + box.width <= canvas.x + canvas.width).toBe(true)
    // The panel comes with its address too.
    await opens(page, width, page.url())
    await expect(page.getByRole('complementary').filter({ hasText: 'ARN' })).toBeVisible()
    await expect.poll(() => coversOf(page)).toEqual([])
  })
}
