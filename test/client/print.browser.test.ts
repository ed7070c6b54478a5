import { expect, test } from 'vitest'
import { drawnNodes, openForFile } from '../setup/browser.ts'

const tests = openForFile()

test('the map, its date, its legend and the panel are printed with their sources and without controls', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })
  await page.goto(`${tests.app.url}?select=openai&at=2024-06&lang=en`)
  await drawnNodes(page)
  await page.locator('.panel .evidence').first().waitFor()
  // What the browser does before it prints.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize({ width: 720, height: 1000 })

  const printed = await page.evaluate(() => {
    const copy = document.querySelector<HTMLCanvasElement>('.canvas > .printed')
    const pixels = copy?.getContext('2d')?.getImageData(0, 0, copy.width, copy.height).data ?? []
    let [inked, dark] = [0, 0]
    for (let at = 0; at < pixels.length; at += 4) {
      if ((pixels[at + 3] ?? 0) > 0) inked++
      // The ink of labels, on paper.
      if ((pixels[at + 3] ?? 0) > 200 && [0, 1, 2].every(part => (pixels[at + part] ?? 0) < 70)) dark++
    }
    return { inked, dark, width: copy?.getBoundingClientRect().width ?? 0 }
  })
  expect(printed.inked).toBeGreaterThan(5000)
  expect(printed.dark).toBeGreaterThan(1000)
  expect(printed.width).toBeGreaterThan(600)

  const isShown = (selector: string) => page.locator(selector).first().isVisible()
  for (const shown of ['h1', '.legend', '.time-sentence', '.panel h2', '.panel .evidence .source'])
    expect([shown, await isShown(shown)]).toEqual([shown, true])
  expect(await page.locator('button:visible, input:visible, select:visible, nav:visible').count()).toBe(0)
  expect(await page.locator('.time-sentence').innerText()).toContain('June 2024')
  expect(
    await page
      .locator('.panel .source a')
      .first()
      .evaluate(link => getComputedStyle(link, '::after').content),
  ).toContain('http')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )

  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  expect(await page.locator('.printed').count()).toBe(0)
  await close()
  expect(errors).toEqual([])
})

test('the whole network is printed in light colours, with the names beside it', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })
  await page.goto(`${tests.app.url}network`)
  await page.locator('.nodes .node').first().waitFor()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const corner = await page.evaluate(() => {
    const copy = document.querySelector<HTMLCanvasElement>('.canvas > .printed')
    return [...(copy?.getContext('2d')?.getImageData(1, 1, 1, 1).data ?? [])]
  })
  expect(corner).toEqual([255, 255, 255, 255])
  expect(await page.locator('.canvas > .printed').isVisible()).toBe(true)
  expect(await page.locator('.nodes .node').first().isVisible()).toBe(true)
  await close()
  expect(errors).toEqual([])
})
