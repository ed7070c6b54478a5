import { rm } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { bigWorld } from '../worlds/big.ts'
import type { Bench } from './cli.ts'
import { besidePeers, OTHERS, readNetwork } from './render/peer-pages.ts'
import { quantile, round } from './timing.ts'

/** About 50,000 nodes and 200,000 lines: a person of the generated world has 3.7 lines, and every fifth claim repeats one. */
const WORLD = { people: 49_000, organisations: 1_000, claims: 420_000 }
const FRAMES = 30
/** Frames of a library that takes seconds for each. */
const FEW = 6
const ROUNDS = 3
const SIZE = { width: 1280, height: 800 }

interface Figures {
  first: number
  pans: number[]
}

const bench: Bench = {
  about:
    'the whole network in a browser with software WebGL, against a bare program and four libraries (--scale 1: 50,000 nodes)',
  run: (say, { scale }) =>
    besidePeers(
      say,
      {
        build: ['client'],
        settings: { NEO4J_HEAP: '2g', NEO4J_PAGECACHE: '1g' },
        fill: driver => fill(driver, scale, say),
      },
      async (browser, url) => {
        const { nodes, lines } = await readNetwork(url)
        say(`${nodes} nodes, ${lines} lines, in a window of ${SIZE.width} × ${SIZE.height}`)
        return measureAll(browser, url, say)
      },
    ),
}
export default bench

async function measureAll(browser: Browser, url: string, say: (line: string) => void): Promise<Record<string, number>> {
  const rounds: { ours: Ours; bare: Figures }[] = []
  // In turn, so that other load on the machine affects both alike.
  for (let at = 0; at < ROUNDS; at++) {
    const bare = await measure(browser, `${url}bench/bare.html`, FRAMES)
    const ours = await measureOurs(browser, `${url}network`)
    say(`bare: ${line(bare)}; ours: ${line(ours)}, a step of the date ${Math.round(ours.asOf)} ms`)
    rounds.push({ bare, ours })
  }
  const others: Record<string, Figures> = {}
  for (const name of OTHERS) {
    const figures = await measure(browser, `${url}bench/${name}.html`, FEW)
    others[name] = figures
    say(`${name}: ${line(figures)}`)
  }
  const least = (of: (one: (typeof rounds)[number]) => number) => Math.min(...rounds.map(of))
  const pan = (figures: Figures, share: number) => quantile(figures.pans, share)
  const first = { bare: least(({ bare }) => bare.first), ours: least(({ ours }) => ours.first) }
  const median = { bare: least(({ bare }) => pan(bare, 0.5)), ours: least(({ ours }) => pan(ours, 0.5)) }
  const best = Math.min(...Object.values(others).map(figures => pan(figures, 0.5)))
  return {
    firstFrameVsFloor: round(first.ours / first.bare),
    firstFrameVsSigmaDefault: round(first.ours / (others.sigma?.first ?? Number.NaN)),
    panFrameVsFloor: round(median.ours / median.bare),
    panP95VsFloor: round(least(({ ours }) => pan(ours, 0.95)) / least(({ bare }) => pan(bare, 0.95))),
    panFrameVsBestPeer: round(median.ours / best),
    asOfFrames: round(least(({ ours }) => ours.asOf) / median.ours),
    heapMB: Math.round(Math.max(...rounds.map(({ ours }) => ours.heapMB))),
    scriptKB: Math.round(rounds[0]?.ours.scriptKB ?? Number.NaN),
  }
}

const line = ({ first, pans }: Figures) =>
  `first frame ${Math.round(first)} ms, pan ${Math.round(quantile(pans, 0.5))} ms (p95 ${Math.round(quantile(pans, 0.95))})`

/** The pages of the benchmark set `window.drawn`. */
interface DrawnWindow {
  drawn?: Promise<{ first: number; pan(count: number): Promise<number[]>; asOf?(): Promise<number[]> }>
}

async function measure(browser: Browser, address: string, frames: number): Promise<Figures> {
  const page = await browser.newPage({ viewport: SIZE })
  page.setDefaultTimeout(180_000)
  try {
    await page.goto(address)
    return await measureDrawn(page, frames)
  } finally {
    await page.close()
  }
}

async function measureDrawn(page: Page, frames: number): Promise<Figures> {
  await page.waitForFunction(() => (window as DrawnWindow).drawn !== undefined)
  return page.evaluate(async count => {
    const drawn = await (window as DrawnWindow).drawn
    if (!drawn) throw new Error('the page draws nothing')
    return { first: drawn.first, pans: await drawn.pan(count) }
  }, frames)
}

interface Ours extends Figures {
  asOf: number
  heapMB: number
  scriptKB: number
}

async function measureOurs(browser: Browser, address: string): Promise<Ours> {
  const page = await browser.newPage({ viewport: SIZE })
  page.setDefaultTimeout(180_000)
  let scripts = 0
  page.on('response', async response => {
    const isOurs = !response.url().includes('/bench/')
    if (isOurs && response.request().resourceType() === 'script') scripts += gzipSync(await response.body()).length
  })
  try {
    const session = await page.context().newCDPSession(page)
    await page.addInitScript("import('/bench/ours.js')")
    await page.goto(address)
    const figures = await measureDrawn(page, FRAMES)
    const steps = await page.evaluate(async () => (await (window as DrawnWindow).drawn)?.asOf?.() ?? [])
    const asOf = quantile(steps, 0.5)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
    return { ...figures, asOf, heapMB: usedSize / 1e6, scriptKB: scripts / 1000 }
  } finally {
    await page.close()
  }
}

async function fill(driver: Driver, scale: number, say: (line: string) => void): Promise<void> {
  const sized = (count: number) => Math.max(20, Math.round(count * scale))
  const folder = await bigWorld({
    people: sized(WORLD.people),
    organisations: sized(WORLD.organisations),
    claims: sized(WORLD.claims),
  })
  say('loading…')
  await load(await readDataset([folder]), { driver })
  await rm(folder, { recursive: true })
  // Organisations on a spiral, and people around one of theirs: what is measured is the drawing, not the layout.
  const session = driver.session()
  await session.run(
    `MATCH (o:Organisation) WITH o ORDER BY COUNT { (o)--() } DESC, o.id
     WITH collect(o) AS found UNWIND range(0, size(found) - 1) AS at WITH found[at] AS o, at
     SET o.layoutX = 90.0 * sqrt(at) * cos(2.399963 * at), o.layoutY = 90.0 * sqrt(at) * sin(2.399963 * at)`,
  )
  await session.run(
    `MATCH (p:Person) CALL (p) { OPTIONAL MATCH (p)-[:WAS_AT]->(o:Organisation) RETURN o ORDER BY o.id LIMIT 1 }
     CALL (p, o) {
       WITH p, o, 10.0 + 70.0 * sqrt(rand()) AS reach, 6.283185 * rand() AS angle
       SET p.layoutX = coalesce(o.layoutX, 0.0) + reach * cos(angle), p.layoutY = coalesce(o.layoutY, 0.0) + reach * sin(angle)
     } IN TRANSACTIONS OF 10000 ROWS`,
  )
  await session.close()
}
