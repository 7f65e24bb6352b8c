import { AxeBuilder } from '@axe-core/playwright'
import { type ConsoleMessage, expect, type Page } from '@playwright/test'

/** Collects the console errors and uncaught errors of a page. */
export const complaintsOf = (page: Page, isExpected: (message: ConsoleMessage) => boolean = () => false): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) complaints.push(`${message.text()} (${message.location().url})`)
  })
  return complaints
}

/** Waits until a page has its heading, data and fonts, and until transitions have ended: even the shortest takes a frame. */
export const settled = async (page: Page): Promise<void> => {
  // Not by role: behind an open dialog the heading is hidden from role queries.
  await expect(page.locator('h1').first()).toBeAttached()
  await expect(page.locator('[aria-busy="true"], [class*="skeleton"]')).toHaveCount(0)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}

const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Fails on serious or critical findings of axe, and on horizontal scrolling. After a change of theme only colours are checked, after a
 * change of language everything but colours.
 */
export const inspect = async (page: Page, what: 'everything' | 'colours' | 'words' = 'everything'): Promise<void> => {
  const axe = new AxeBuilder({ page })
  if (what === 'colours') axe.withRules(colourRules)
  if (what === 'words') axe.disableRules(colourRules)
  const { violations } = await axe.analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const findings = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`)
  expect.soft(findings, `axe at ${page.url()}`).toEqual([])
  // A mobile browser widens the layout viewport for wide content, so the width is compared with the requested one.
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect.soft(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
