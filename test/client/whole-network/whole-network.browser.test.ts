import { expect, test } from 'vitest'
import { openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest()

/** Opens the page and waits for its picture. */
async function open(search = '') {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}network${search}`)
  await page.waitForFunction(() => window.__wholeNetwork !== undefined)
  return page
}

test('the whole network is drawn, a node is selected by a click, a list and the URL, and a date changes the picture', async () => {
  const page = await open()
  await expect
    .poll(() => page.locator('.caption [role=status]').textContent())
    .toMatch(/\d+ people · \d+ organisations/)
  const coloured = () =>
    page.evaluate(() => {
      const gl = document.querySelector('canvas')?.getContext('webgl2')
      if (!gl) return 0
      window.__wholeNetwork?.wholeView.drawNow()
      const pixels = new Uint8Array(gl.drawingBufferWidth * gl.drawingBufferHeight * 4)
      gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
      let count = 0
      for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) < 480) count++
      return count
    })
  const all = await coloured()
  expect(all).toBeGreaterThan(500)

  await page.locator('.nodes .organisation', { hasText: /^OpenAI$/ }).click()
  expect(new URL(page.url()).searchParams.get('select')).toBe('openai')
  expect(await page.locator('.panel h2').textContent()).toBe('OpenAI')
  expect(await page.locator('.panel .nodes li').count()).toBeGreaterThan(20)
  expect(await page.locator('.panel .nodes a').first().getAttribute('href')).toMatch(/^\/q\/claims\?one=openai&other=/)

  // A click on the node in the canvas, where the page says that it is.
  await page.keyboard.press('Escape')
  await page.locator('.panel .actions button').click()
  const place = await page.evaluate(() => {
    const { whole, wholeView } = window.__wholeNetwork ?? {}
    const ready = whole?.store.getState().ready
    const node = ready?.numberOf('openai') ?? 0
    const canvas = document.querySelector('.canvas')?.getBoundingClientRect()
    const view = wholeView?.view()
    if (!ready || !canvas || !view) throw new Error('nothing is drawn')
    return {
      x: canvas.x + canvas.width / 2 + ((ready.x[node] ?? 0) - view.x) * view.zoom,
      y: canvas.y + canvas.height / 2 + ((ready.y[node] ?? 0) - view.y) * view.zoom,
    }
  })
  await page.mouse.click(place.x, place.y)
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('OpenAI')

  await page.goBack()
  await expect.poll(() => page.locator('.panel h3').count()).toBe(1)
  await open('?at=2016-06&absent=hide')
  await expect.poll(() => page.locator('.time-sentence').textContent()).toMatch(/\d+ people certainly/)
  const early = await coloured()
  expect(early).toBeGreaterThan(0)
  expect(early).toBeLessThan(all)
  expect(await page.locator('.legend').textContent()).toContain('absent on that date')
})
