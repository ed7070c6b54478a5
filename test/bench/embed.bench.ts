import type { Browser, Page } from 'playwright-core'
import { placeInThread } from '../../seeds/layout/place-in-thread.ts'
import { storeLayout } from '../../seeds/layout/store-layout.ts'
import { readWholeGraph } from '../../seeds/layout/whole-graph.ts'
import { load } from '../../seeds/load/load.ts'
import { SEEDS } from '../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import type { Bench } from './cli.ts'
import { besidePeers } from './render/peer-pages.ts'
import { quantile, round } from './timing.ts'

const ROUNDS = 7
const FRAMES_ON_A_PAGE = 12
const SIZE = { width: 1000, height: 700 }

/** What is framed, and the expression that tells in the frame when its picture is there. */
const FRAMED = {
  static: { path: '/embed', drawn: "document.querySelector('.stage svg')" },
  living: { path: '/embed?interactive=1', drawn: "document.querySelector('.living svg')" },
  explorer: { path: '/', drawn: 'window.__whoLeftWhere?.view.isSettled()' },
  visNetwork: { path: '/bench/vis-network.html', drawn: 'window.drawn' },
  cytoscape: { path: '/bench/cytoscape.html', drawn: 'window.drawn' },
} as const
type Name = keyof typeof FRAMED

interface Figures {
  milliseconds: number
  bytes: number
}

const bench: Bench = {
  about:
    'an embed of the sample data: bytes and time to the first picture, against frames of the explorer and of two libraries',
  run: say => besidePeers(say, { build: [], isFramed: true, fill }, (browser, url) => measureAll(browser, url, say)),
}
export default bench

async function fill(driver: Driver): Promise<void> {
  await load(await readDataset([SEEDS]), { driver })
  // The libraries get places, so that none of them computes a layout.
  const graph = await readWholeGraph(driver)
  const { ids, lines } = graph
  const [people, organisations] = [ids.people.length, ids.organisations.length]
  const points = await placeInThread({ people, organisations, lines }, { seed: 1, iterations: 100 })
  await storeLayout(driver, graph, points)
}

async function measureAll(browser: Browser, url: string, say: (line: string) => void): Promise<Record<string, number>> {
  const names = Object.keys(FRAMED) as Name[]
  const found = new Map<Name, Figures[]>(names.map(name => [name, []]))
  // In turn, so that other load on the machine affects all alike. The first round warms the server up.
  for (let at = -1; at < ROUNDS; at++)
    for (const name of names) {
      const figures = await measure(browser, url, name)
      if (at >= 0) found.get(name)?.push(figures)
    }
  const median = (name: Name, of: (figures: Figures) => number) => quantile((found.get(name) ?? []).map(of), 0.5)
  const time = (name: Name) => median(name, ({ milliseconds }) => milliseconds)
  const kilobytes = (name: Name) => median(name, ({ bytes }) => bytes) / 1000
  for (const name of names) say(`${name}: ${Math.round(time(name))} ms, ${round(kilobytes(name))} kB`)
  return {
    staticKB: round(kilobytes('static')),
    livingKB: round(kilobytes('living')),
    explorerKB: round(kilobytes('explorer')),
    firstPictureVsExplorer: round(time('static') / time('explorer')),
    firstPictureVsVisNetwork: round(time('static') / time('visNetwork')),
    firstPictureVsCytoscape: round(time('static') / time('cytoscape')),
    livingPictureVsVisNetwork: round(time('living') / time('visNetwork')),
    contexts12: await countContexts(browser, url, '/embed?interactive=1', "document.querySelector('.living svg')"),
    contextsOfExplorer: await countContexts(browser, url, '/', 'window.__whoLeftWhere?.view.isSettled()', 1),
  }
}

/** One frame in a window without a cache: from when it is added until two frames of the screen after its picture is there. */
async function measure(browser: Browser, url: string, name: Name): Promise<Figures> {
  const context = await browser.newContext({ viewport: SIZE })
  try {
    const page = await context.newPage()
    await page.goto(`${url}bench/host.html`)
    const sizes: Promise<number>[] = []
    // Bodies, as compressed for the connection.
    page.on('requestfinished', request => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)))
    const { path, drawn } = FRAMED[name]
    const milliseconds = await firstPicture(page, path, drawn)
    await page.waitForLoadState('networkidle')
    return { milliseconds, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
  } finally {
    await context.close()
  }
}

function firstPicture(page: Page, path: string, drawn: string): Promise<number> {
  return page.evaluate(
    async ([src, expression]) => {
      const frame = document.createElement('iframe')
      Object.assign(frame, { src, width: '900', height: '520' })
      const from = performance.now()
      document.body.append(frame)
      // tsx wraps functions that have a name in a helper which the page lacks, so none has one here.
      let found: unknown
      while (!found) {
        await new Promise(resolve => requestAnimationFrame(resolve))
        found = (frame.contentWindow as unknown as { eval(text: string): unknown }).eval(expression)
      }
      await found
      for (let left = 2; left > 0; left--) await new Promise(resolve => requestAnimationFrame(resolve))
      return performance.now() - from
    },
    [path, drawn] as const,
  )
}

/** How many WebGL contexts a page with these frames opens, once each of them shows its picture. */
async function countContexts(
  browser: Browser,
  url: string,
  path: string,
  drawn: string,
  frames = FRAMES_ON_A_PAGE,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 540 * frames } })
  try {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext
      const seen = new WeakSet<HTMLCanvasElement>()
      const count = window as { contexts?: number }
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
        if (String(args[0]).startsWith('webgl') && !seen.has(this)) {
          seen.add(this)
          count.contexts = (count.contexts ?? 0) + 1
        }
        return Reflect.apply(original, this, args)
      } as typeof original
    })
    await page.goto(`${url}bench/host.html`)
    for (let at = 0; at < frames; at++) await firstPicture(page, path, drawn)
    const counts = await Promise.all(
      page.frames().map(frame => frame.evaluate(() => (window as { contexts?: number }).contexts ?? 0)),
    )
    return counts.reduce((sum, one) => sum + one, 0)
  } finally {
    await context.close()
  }
}
