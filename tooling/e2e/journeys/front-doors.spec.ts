import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const doors = [
  { name: 'AIFactory', path: '/' },
  { name: 'Pantheon', path: '/pantheon/' },
]

for (const { name, path } of doors) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name} welcomes a visitor, in ${colorScheme}`, async ({ page }) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      expect(complaints).toEqual([])

      const width = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }))
      expect(width.content, 'the page scrolls sideways').toBeLessThanOrEqual(width.window)
    })
  }
}
