import { expect, type Locator, type Page, test } from '@playwright/test'

/** Runs `act` in the page and returns when the response to `procedure` began to arrive, in ms of the machine's clock. */
export const answeredAt = async (page: Page, procedure: string, act: () => Promise<void>): Promise<number> => {
  const [response] = await Promise.all([page.waitForResponse((candidate) => candidate.url().includes(`/trpc/${procedure}`)), act()])
  await response.finished()
  const { startTime, responseStart } = response.request().timing()
  return startTime + responseStart
}

interface Sight {
  /** The selector of the container. */
  within: string
  /** A link to look for, a text to look for, or both. */
  href?: string
  text?: string
}

/** When `page` shows it, by the machine's clock; the page polls every 20 ms and records the time itself. */
const sightedAt = async (page: Page, sight: Sight): Promise<number> => {
  const seen = await page.waitForFunction(
    ({ within, href, text }) => {
      const isMatch = (element: HTMLElement) =>
        (href === undefined || element.querySelector(`a[href*="${href}"]`) !== null) && (text === undefined || element.textContent.includes(text))
      return [...document.querySelectorAll<HTMLElement>(within)].some(isMatch) && Date.now()
    },
    sight,
    { polling: 20, timeout: 10_000 },
  )
  return Number(await seen.jsonValue())
}

/** No page polls this often, so a change that shows within this many ms came as an event. */
const liveMs = 5000

/**
 * Fails unless an event makes `page` show something new, and prints how long that took: within a second on an idle machine. A
 * change that was visible before the first look counts with the time of that look, so the figure is never too small.
 */
export const showsLive = async (page: Page, what: string, sight: Sight, since: number | (() => Promise<number>)): Promise<void> => {
  const seen = await sightedAt(page, sight)
  const delay = Math.round(seen - (typeof since === 'number' ? since : await since()))
  test.info().annotations.push({ type: 'live', description: `${what}: ${delay} ms` })
  console.log(`    live · ${what}: ${delay} ms`)
  expect.soft(delay, what).toBeLessThanOrEqual(liveMs)
}

/** Reads a progress bar until it is gone or full and returns its distinct values in order. */
export const valuesOf = async (bar: Locator, enough: number): Promise<number[]> => {
  const values: number[] = []
  await expect
    .poll(
      async () => {
        const value = Number(await bar.getAttribute('aria-valuenow', { timeout: 5000 }))
        if (value !== values.at(-1)) values.push(value)
        return values.length
      },
      { intervals: [50], timeout: 20_000, message: 'the progress moves' },
    )
    .toBeGreaterThanOrEqual(enough)
  return values
}
