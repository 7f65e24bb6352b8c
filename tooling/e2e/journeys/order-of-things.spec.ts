import { expect, type Page, test } from '@playwright/test'
import { settled } from '../src/inspection.ts'
import { personOf } from '../src/people.ts'
import { sessions } from '../src/places.ts'

/** Where what has the focus stands, by the page's own coordinates; undefined outside of the main part. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: active } = document
    if (!active?.closest('main') || active.id === 'content') return undefined
    const { top, bottom, left } = active.getBoundingClientRect()
    return {
      name: (active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 40),
      top: top + scrollY,
      bottom: bottom + scrollY,
      left: left + scrollX,
    }
  })

/** The stops of Tab in the main part of a page. */
const stopsOf = async (page: Page) => {
  const stops: NonNullable<Awaited<ReturnType<typeof focused>>>[] = []
  await page.locator('#content').focus()
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    if (!stop) break
    stops.push(stop)
  }
  return stops
}

for (const width of [820, 1440]) {
  test(`at ${width} px Tab goes through the shop's home as the eye does: down, and in a line to the right`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/')
    await settled(page)
    const stops = await stopsOf(page)
    expect(stops.length).toBeGreaterThan(8)
    const backwards = stops.flatMap((stop, at) => {
      const before = stops[at - 1]
      if (!before) return []
      const isAbove = stop.bottom <= before.top
      const isLeftOnOneLine = stop.top < before.bottom && before.top < stop.bottom && stop.left < before.left
      return isAbove || isLeftOnOneLine ? [`${before.name} → ${stop.name}`] : []
    })
    expect(backwards).toEqual([])
  })
}

/** What a class of the design paints with, in this theme. */
const paintOf = (page: Page, name: string, property: 'color' | 'backgroundColor') =>
  page.evaluate(
    ([className, painted]) => {
      const probe = document.body.appendChild(document.createElement('span'))
      probe.className = className
      const paint = getComputedStyle(probe)[painted]
      probe.remove()
      return paint
    },
    [name, property] as const,
  )

test.describe('For an operator', () => {
  test.use({ storageState: sessions.admin })

  test('the first thing to do with ticked orders takes nothing away, and none of them is red', async ({ page, browser }) => {
    const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } })
    await personOf(stranger.request).signUp()
    await personOf(stranger.request).order()
    await stranger.close()
    await page.goto('/orders')
    await settled(page)
    await page.getByRole('table', { name: 'Orders' }).locator('tbody').getByRole('checkbox').first().check()
    const buttons = page.getByRole('region', { name: 'What to do with the selection' }).getByRole('button').filter({ hasText: /./ })
    await expect(buttons.first()).not.toHaveText('Cancel orders')
    await expect(buttons.last()).toHaveText('Cancel orders')
    const paints = (property: 'color' | 'backgroundColor') => buttons.evaluateAll((all, name) => all.map((button) => getComputedStyle(button)[name]), property)
    expect(await paints('color')).not.toContain(await paintOf(page, 'text-danger-text', 'color'))
    expect(await paints('backgroundColor')).not.toContain(await paintOf(page, 'bg-danger', 'backgroundColor'))
  })

  test('a figure that had nothing before it is neither good nor bad', async ({ page }) => {
    await page.goto('/admin')
    await settled(page)
    const change = page
      .getByRole('main')
      .getByText(/^No earlier (?:orders|revenue|failures)$/)
      .first()
    await expect(change).toBeVisible()
    await expect(change).toHaveCSS('color', await paintOf(page, 'text-ink-faint', 'color'))
  })
})
