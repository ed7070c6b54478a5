import type { Page } from 'playwright-core'
import type { EdgeDisplayData } from 'sigma/types'
import { expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import type { LineShape } from '../../../client/view/programs/line-program.ts'
import { clickNode, drawnNodes, openForEachTest } from '../../setup/browser.ts'

const en = dictionary.page

const tests = openForEachTest()

/** What a reader sees: each node and line as it is drawn, the part of the layout that is shown, and the words around it. */
const pictureOn = (page: Page) =>
  page.evaluate(() => {
    const { view, explorer } = window.__whoLeftWhere ?? {}
    if (!view || !explorer) throw new Error('nothing is drawn')
    const { graph, sigma } = view
    const { selection, hovered } = explorer.store.getState()
    const { width, height } = sigma.getDimensions()
    const corners = [sigma.viewportToGraph({ x: 0, y: 0 }), sigma.viewportToGraph({ x: width, y: height })]
    const words = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].map(element => element.innerText)
    return {
      camera: corners.flatMap(({ x, y }) => [x, y]),
      shown: {
        selection,
        hovered,
        size: [width, height],
        words: [
          ...words('.caption h1'),
          ...words('.time-sentence'),
          ...words('.panel h2'),
          ...words('.network-list li'),
        ],
        nodes: graph
          .mapNodes((id, { x, y }) => {
            const { color, hidden, highlighted } = sigma.getNodeDisplayData(id) ?? {}
            return [id, x, y, color, hidden, highlighted].join(' ')
          })
          .sort(),
        lines: graph
          .mapEdges(id => {
            const line = sigma.getEdgeDisplayData(id) as Partial<LineShape> & EdgeDisplayData
            const { headAtSource, headAtTarget, dash, color, hidden, size } = line
            return [id, headAtSource, headAtTarget, dash, color, hidden, size].join(' ')
          })
          .sort(),
      },
    }
  })
type Seen = Awaited<ReturnType<typeof pictureOn>>

/** The picture once the answers have arrived, the camera rests, and the URL has its place. */
async function settled(page: Page): Promise<Seen> {
  await drawnNodes(page)
  await page.evaluate(async () => {
    let last = ''
    for (let same = 0; same < 4; ) {
      const { view, explorer } = window.__whoLeftWhere ?? {}
      const { answers = {}, selection } = explorer?.store.getState() ?? {}
      // Details of a selection are a file of their own, which the first selection loads.
      const isLoading =
        Object.values(answers).some(({ status }) => status === 'loading') ||
        document.querySelector('.panel:empty') !== null
      const now = JSON.stringify([location.href, selection])
      same = view?.isSettled() && !isLoading && now === last ? same + 1 : 0
      last = now
      await new Promise(resolve => setTimeout(resolve, 30))
    }
  })
  return pictureOn(page)
}

function expectSame(where: string, seen: Seen, expected: Seen) {
  expect([where, seen.shown]).toEqual([where, expected.shown])
  for (const [at, value] of seen.camera.entries())
    expect(
      Math.abs(value - (expected.camera[at] ?? Number.NaN)),
      `the camera of ${where}: ${seen.camera}`,
    ).toBeLessThan(1)
}

test('each entry of the history has one picture: going back, going forward and opening its URL show it again', async () => {
  const { page } = tests.visited
  const entries: { step: string; url: string; seen: Seen }[] = []
  await page.goto(tests.app.url)
  const begin = await page.evaluate(() => window.history.length)
  const steps: Record<string, () => Promise<unknown>> = {
    open: async () => {},
    // In the middle, so that zooming keeps it in view: a link also shows a selected node that its part of the layout lacks.
    'select an organisation': () => clickNode(page, 'openai'),
    expand: () => page.keyboard.press('e'),
    'zoom in': async () => {
      for (let times = 0; times < 3; times++) {
        await page.getByRole('button', { name: en.zoomIn }).click()
        await page.waitForFunction(() => window.__whoLeftWhere?.view.isSettled())
      }
    },
    'select what is out of view': () => page.evaluate(() => window.__whoLeftWhere?.explorer.select('jan-leike')),
    'choose a date': () => page.getByRole('button', { name: en.time.choose }).click(),
    'show the whole map': () => page.getByRole('button', { name: en.home }).click(),
    'step the date': async () => {
      await page.getByRole('slider').focus()
      const before = await page.evaluate(() => window.history.length)
      await page.keyboard.press('PageDown')
      // Keys become an entry after a pause.
      await page.waitForFunction(length => window.history.length > length, before)
    },
    'change the clock': () => page.getByLabel(en.time.clock).selectOption('known'),
    'compare two dates': async () => {
      await page.getByLabel(en.time.second).fill('2024-03-01')
      await page.keyboard.press('Enter')
    },
    'hide the absent': () => page.getByLabel(en.time.hideAbsent).check(),
    'end the date': () => page.getByRole('link', { name: en.time.all }).click(),
    'select the organisation again': () => clickNode(page, 'openai'),
    'ask another question': () => page.locator('.draw-only').getByText(en.draw.left).click(),
    'set a window': async () => {
      await page.getByLabel('From').fill('2024-10')
      await page.getByRole('button', { name: en.window.apply }).click()
    },
    'zoom in on the answer': () => page.getByRole('button', { name: en.zoomIn }).click(),
    'show the list': () => page.getByRole('link', { name: en.view.list }).click(),
    'select from the list': () => page.locator('.network-list a').last().click(),
  }
  for (const [step, act] of Object.entries(steps)) {
    await act()
    await page.mouse.move(2, 2)
    const seen = await settled(page)
    const at = (await page.evaluate(() => window.history.length)) - begin
    entries[at] = { step, url: page.url(), seen }
  }
  expect(entries.map(({ step }) => step)).toHaveLength(entries.length)
  expect(entries.length).toBeGreaterThan(12)

  const check = async (at: number, way: string) => {
    const { step, url, seen } = entries[at] as (typeof entries)[number]
    const now = await settled(page)
    expect([way, step, page.url()]).toEqual([way, step, url])
    expectSame(`${way} ${step}`, now, seen)
  }
  for (let at = entries.length - 2; at >= 0; at--) {
    await page.goBack()
    await check(at, 'back to:')
  }
  for (let at = 1; at < entries.length; at++) {
    await page.goForward()
    await check(at, 'forward to:')
  }
  for (const at of entries.keys()) {
    await page.goto('about:blank')
    await page.goto(entries[at]?.url ?? '')
    await check(at, 'opened:')
  }
}, 600_000)
