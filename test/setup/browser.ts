import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type {} from '../../client/test-hook.ts'
import type { LineShape } from '../../client/view/programs/line-program.ts'
import { startSharedApp, type TestApp } from './app.ts'

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
  // Software WebGL, for machines without a graphics card. Everything else is drawn without it, in half the time.
  '--use-angle=swiftshader-webgl',
  '--enable-unsafe-swiftshader',
]

/** The window of a phone. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export interface Visit {
  page: Page
  /** Console errors and uncaught errors. */
  errors: string[]
  /** Addresses requested from any origin that was not allowed. */
  foreign: string[]
  close(): Promise<void>
}

export interface BrowserTests {
  /** The server with the sample data, which no test of the browser changes. */
  readonly app: TestApp
  readonly browser: Browser
  /** Opens a new tab and records its errors and requests. `origins` are the allowed ones, by default the app's. */
  visit(options?: BrowserContextOptions, origins?: string[]): Promise<Visit>
}

/** Provides the tests of a file with a server and a browser. */
export function openForFile(): BrowserTests {
  let [app, browser]: [TestApp?, Browser?] = []
  let windows: Windows
  beforeAll(async () => {
    app = await startSharedApp()
    browser = await openBrowser()
    windows = new Windows(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  const opened = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the server and the browser are not open yet')
    return value
  }
  return {
    get app() {
      return opened(app)
    },
    get browser() {
      return opened(browser)
    },
    visit: (options, origins = [new URL(opened(app).url).origin]) => windows.visit(origins, options),
  }
}

/**
 * The same, with a visit for each test. A test fails if its visit requests another origin, or logs or throws an error of the
 * page.
 */
export function openForEachTest(
  isFault = (_error: string): boolean => true,
): BrowserTests & { readonly visited: Visit } {
  const tests = openForFile()
  let visited: Visit
  beforeEach(async () => {
    visited = await tests.visit()
  })
  afterEach(async () => {
    await visited.close()
    expect(visited.errors.filter(isFault)).toEqual([])
    expect(visited.foreign).toEqual([])
  })
  return Object.create(tests, { visited: { get: () => visited } })
}

/** Whether an error comes from the page. The browser itself logs every response with a status of 400 or more. */
export const isPageFault = (error: string): boolean => !error.startsWith('Failed to load resource')

/** @throws if no Chromium is found, with the variable that sets its path */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH || PLACES.find(place => existsSync(place))
  if (!executablePath)
    throw new Error('No Chromium is installed where it usually is: install one, or set CHROMIUM_PATH to its program.')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

/** Windows that remain open, because opening one takes longer than drawing the page. The storage is cleared after each visit. */
class Windows {
  readonly #browser: Browser
  readonly #open = new Map<string, Promise<BrowserContext>>()

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async visit(origins: string[], options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.#with(options)
    const page = await context.newPage()
    page.setDefaultTimeout(90_000)
    const [errors, foreign, pages]: [string[], string[], Page[]] = [[], [], [page]]
    page.on('popup', popup => pages.push(popup))
    page.on('console', message => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', error => errors.push(String(error)))
    page.on('request', request => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && !origins.includes(origin)) foreign.push(request.url())
    })
    const close = async () => {
      await Promise.all(pages.map(one => one.close()))
      await context.clearCookies()
      const [keeper] = context.pages()
      if (!keeper) return
      const session = await context.newCDPSession(keeper)
      for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
      await session.detach()
    }
    return { page, errors, foreign, close }
  }

  /** The window of these options, with an empty tab that keeps it open. */
  #with(options: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options)
    const known = this.#open.get(key)
    if (known) return known
    const made = this.#browser
      .newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
      .then(async context => {
        await context.newPage()
        return context
      })
    this.#open.set(key, made)
    return made
  }
}

/** Waits until the network is drawn and at rest. Returns the ids of its nodes. */
export async function drawnNodes(page: Pick<Page, 'waitForFunction' | 'evaluate'>): Promise<string[]> {
  await page.waitForFunction(() => window.__whoLeftWhere?.view.isSettled())
  return page.evaluate(() => window.__whoLeftWhere?.view.graph.nodes().toSorted() ?? [])
}

/** Where each node is, and how it and each line is drawn. */
export const drawnMap = (page: Pick<Page, 'evaluate'>) =>
  page.evaluate(() => {
    const view = window.__whoLeftWhere?.view
    if (!view) throw new Error('nothing is drawn')
    const { graph, sigma } = view
    return {
      places: graph.mapNodes((id, { x, y }) => [id, x, y]),
      hidden: graph.filterNodes(id => sigma.getNodeDisplayData(id)?.hidden),
      lines: Object.fromEntries(
        graph.mapEdges(id => {
          const data = sigma.getEdgeDisplayData(id) as ReturnType<typeof sigma.getEdgeDisplayData> & Partial<LineShape>
          const heads = [data?.headAtSource, data?.headAtTarget]
          return [
            id,
            { kind: graph.getEdgeAttribute(id, 'meaning').kind, colour: data?.color, dash: data?.dash, heads },
          ]
        }),
      ),
    }
  })

/** The position of a drawn node, from the upper left corner of the page or frame. */
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
