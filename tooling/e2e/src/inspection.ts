import { AxeBuilder } from '@axe-core/playwright'
import { type ConsoleMessage, expect, type Page } from '@playwright/test'

/** Collects what a page complains of: errors in its console and errors nobody caught. */
export const complaintsOf = (page: Page, isExpected: (message: ConsoleMessage) => boolean = () => false): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) complaints.push(`${message.text()} (${message.location().url})`)
  })
  return complaints
}

/** Waits until a page has its heading, its data and its fonts, and until what fades has faded: even the shortest change of colour takes a frame. */
export const settled = async (page: Page): Promise<void> => {
  // Not by role: behind an open dialog the page's heading is hidden from those who ask for roles.
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
 * No serious or critical finding of axe, and nothing that makes the page scroll sideways. Where only the colours are new, because
 * the theme changed under the same page, only they are looked at; where only the words are, everything but the colours.
 */
export const inspect = async (page: Page, what: 'everything' | 'colours' | 'words' = 'everything'): Promise<void> => {
  const axe = new AxeBuilder({ page })
  if (what === 'colours') axe.withRules(colourRules)
  if (what === 'words') axe.disableRules(colourRules)
  const { violations } = await axe.analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const findings = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`)
  expect.soft(findings, `axe at ${page.url()}`).toEqual([])
  // A phone's browser widens the window to what does not fit, so the width that was asked for is what counts.
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect.soft(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
