import { expect, test } from 'vitest'
import { startApp } from '../setup/app.ts'
import { openBrowser } from '../setup/browser.ts'

test('the page of an empty database shows the command that loads data', async () => {
  const empty = await startApp({ seeds: false })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ locale: 'en-GB' })
    await page.goto(empty.url)
    await page.getByText('npm run load').waitFor()
    expect(await page.locator('.leaver').count()).toBe(0)
  } finally {
    await browser.close()
    await empty.stop()
  }
})
