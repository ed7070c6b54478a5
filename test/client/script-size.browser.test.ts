import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { drawnNodes, openForFile } from '../setup/browser.ts'

const tests = openForFile()

const isScript = (request: Request) => new URL(request.url()).pathname.endsWith('.js')

/** The limits are bytes as sent over a connection that takes Brotli, as HTTPS does. */
test.each([
  ['the scripts of the first page', 'en-US', '', 250_000, isScript, drawnNodes],
  [
    'everything that a living embed loads',
    'en-CA',
    'embed?interactive=1',
    160_000,
    () => true,
    (page: Page) => page.locator('.living svg').waitFor(),
  ],
])('%s fit their limit', async (_, locale, address, limit, isCounted, ready) => {
  // Each locale has a window of its own, where nothing is kept yet.
  const { page, errors, close } = await tests.visit({ locale })
  const sizes: Promise<number>[] = []
  page.on('requestfinished', request => {
    if (isCounted(request)) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(`${tests.app.url}${address}`)
  await ready(page)
  const sent = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await close()
  expect(errors).toEqual([])
  expect(sent).toBeGreaterThan(limit / 3)
  expect(sent).toBeLessThanOrEqual(limit)
})
