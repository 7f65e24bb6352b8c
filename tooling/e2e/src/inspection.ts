import { AxeBuilder } from '@axe-core/playwright'
import { type ConsoleMessage, expect, type Page } from '@playwright/test'

/** Whoever is not signed in is told so by a 401, and the browser writes every such answer into the console. */
const isAnswerToNobody = (message: ConsoleMessage) => message.text().includes('401') && message.location().url.includes('/trpc/auth.me')

/** Collects what a page complains of: errors in its console and errors nobody caught. */
export const complaintsOf = (page: Page, isExpected: (message: ConsoleMessage) => boolean = () => false): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswerToNobody(message) && !isExpected(message)) complaints.push(`${message.text()} (${message.location().url})`)
  })
  return complaints
}

/** Waits until a page has its heading, its data and its fonts. */
export const settled = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
}

/**
 * No serious or critical finding of axe, and nothing that makes the page scroll sideways. Where only the colours are new, because
 * the theme changed under the same page, only they are looked at.
 */
export const inspect = async (page: Page, what: 'everything' | 'colours' = 'everything'): Promise<void> => {
  const axe = new AxeBuilder({ page })
  if (what === 'colours') axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const findings = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`)
  expect.soft(findings, `axe at ${page.url()}`).toEqual([])
  // A phone's browser widens the window to what does not fit, so the width that was asked for is what counts.
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect.soft(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
