import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type {} from '../../client/test-hook.ts'

/** Browser tests drive the Chromium that is installed; none is ever downloaded. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGL by software, for machines without a graphics card.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** @throws where no Chromium is found, naming the variable that says where it is */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH || PLACES.find(place => existsSync(place))
  if (!executablePath)
    throw new Error('No Chromium is installed where it usually is: install one, or set CHROMIUM_PATH to its program.')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

export interface Visit {
  page: Page
  /** Errors on the console and errors thrown, as they come. */
  errors: string[]
  /** Addresses asked of any other origin than the pages' own. */
  foreign: string[]
  close(): Promise<void>
}

/** A page of its own, watched. `origins` are those that it may ask. */
export async function visit(browser: Browser, origins: string[], options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(90_000)
  const [errors, foreign]: [string[], string[]] = [[], []]
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', error => errors.push(String(error)))
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && !origins.includes(origin)) foreign.push(request.url())
  })
  return { page, errors, foreign, close: () => context.close() }
}

/** Waits until the network is drawn and stands, and gives the ids of its nodes. */
export async function drawnNodes(page: Pick<Page, 'waitForFunction' | 'evaluate'>): Promise<string[]> {
  await page.waitForFunction(() => window.__whoLeftWhere?.view.isSettled())
  return page.evaluate(() => window.__whoLeftWhere?.view.graph.nodes().toSorted() ?? [])
}

/** Where a node is drawn, from the upper left corner of the page or frame. */
export function placeOfNode(page: Pick<Page, 'evaluate'>, id: string): Promise<{ x: number; y: number }> {
  return page.evaluate(node => {
    const view = window.__whoLeftWhere?.view
    if (!view) throw new Error('nothing is drawn')
    const { x, y } = view.sigma.graphToViewport(view.graph.getNodeAttributes(node))
    const { left, top } = view.sigma.getContainer().getBoundingClientRect()
    return { x: x + left, y: y + top }
  }, id)
}

/** Clicks on a node of the canvas, with the mouse, where it is drawn. */
export async function clickNode(page: Page, id: string, clicks = 1): Promise<void> {
  const at = await placeOfNode(page, id)
  await page.mouse.click(at.x, at.y, { clickCount: clicks })
}
