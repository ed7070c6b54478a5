import type { Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { drawnNodes, isPageFault, openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest(isPageFault)

const refuseOverview = (route: Route) =>
  route.fulfill({ status: 413, json: { error: { code: 'too-large', message: 'The answer is too large.' } } })

describe('faults shown on the page', () => {
  test('the page says that the database does not answer, and recovers by itself when it is back', async () => {
    const { page } = tests.visited
    let away = true
    await page.route('**/api/queries/**', route =>
      away
        ? route.fulfill({
            status: 503,
            headers: { 'retry-after': '2' },
            json: { error: { code: 'database-unavailable', message: 'The database is not responding.' } },
          })
        : route.continue(),
    )
    await page.goto(tests.app.url)
    await page.getByRole('heading', { name: 'The database is not responding' }).waitFor()
    await page.getByText(/Retrying in [12] seconds?/).waitFor()
    await page.getByRole('button', { name: 'Try now' }).waitFor()
    away = false
    expect((await drawnNodes(page)).length).toBeGreaterThan(20)
    expect(await page.locator('.notice').count()).toBe(0)
  })

  test('the page shows the server’s message for an unknown query and a link back to the whole network', async () => {
    const { page } = tests.visited
    await page.goto(`${tests.app.url}?q=who-lef&organisation=openai`)
    await page.getByText('There is no question "who-lef".').waitFor()
    await page.getByRole('link', { name: 'Back to the whole network' }).click()
    expect((await drawnNodes(page)).length).toBeGreaterThan(20)
  })

  test('the page reports an invalid date window beside its fields and keeps the map', async () => {
    const { page } = tests.visited
    await page.goto(`${tests.app.url}?select=openai&from=2024-13`)
    expect((await drawnNodes(page)).length).toBeGreaterThan(20)
    await page.getByRole('alert').getByText('there is no month 13').waitFor()
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.locator('.leaver').first().waitFor()
  })

  test('the page says so when a proxy answers in place of the server', async () => {
    const { page } = tests.visited
    await page.route('**/api/queries/overview**', route => route.fulfill({ status: 200, body: '<html>Log in</html>' }))
    await page.goto(tests.app.url)
    await page.getByText('The reply did not come from this server.').waitFor()
  })

  test('the page draws the selected node with its neighbourhood when the overview fails, and says why', async () => {
    const { page } = tests.visited
    await page.route('**/api/queries/overview**', refuseOverview)
    await page.goto(`${tests.app.url}?select=anthropic`)
    const nodes = await drawnNodes(page)
    const around = await fetch(`${tests.app.url}api/queries/around?node=anthropic`)
    const { rows } = (await around.json()) as { rows: { neighbour: { properties: { id: string } } }[] }
    expect(nodes).toEqual(['anthropic', ...rows.map(({ neighbour }) => neighbour.properties.id)].toSorted())
    await page.getByRole('heading', { name: 'Anthropic', level: 2 }).waitFor()
    await page.getByRole('alert').getByText('the overview failed: The answer is too large.').waitFor()
    expect(await page.locator('.notice').count()).toBe(0)
  })

  test('the page draws a search result when the overview fails, and reports the failure without a selection', async () => {
    const { page } = tests.visited
    await page.route('**/api/queries/overview**', refuseOverview)
    await page.goto(tests.app.url)
    await page.locator('.notice').getByText('The answer is too large.').waitFor()
    await page.locator('.search input').fill('Jan Leike')
    await page.getByRole('option', { name: 'Jan Leike' }).waitFor()
    await page.keyboard.press('Enter')
    expect(await drawnNodes(page)).toContain('jan-leike')
    expect(await page.locator('.notice').count()).toBe(0)
  })

  test('the page shows markup in a name as text', async () => {
    const { page, errors } = tests.visited
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>'
    await page.route('**/api/queries/overview**', async route => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll('"name":"OpenAI"', `"name":${JSON.stringify(hostile)}`)
      await route.fulfill({ response, body })
    })
    await page.goto(`${tests.app.url}?select=openai`)
    await page.getByRole('heading', { name: hostile, level: 2 }).waitFor()
    await drawnNodes(page)
    expect(await page.locator('img, #root script').count()).toBe(0)
    expect(errors).toEqual([])
  })

  test('the camera jumps without animation when reduced motion is preferred', async () => {
    const { page } = tests.visited
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(tests.app.url)
    await drawnNodes(page)
    const ratio = await page.evaluate(() => {
      document.querySelector<HTMLButtonElement>('.zoom button')?.click()
      return window.__whoLeftWhere?.view.sigma.getCamera().getState().ratio
    })
    expect(ratio).toBeLessThan(0.9)
  })
})
