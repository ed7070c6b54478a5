import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { isPageFault, openForFile } from '../setup/browser.ts'

/** Pictures of each view, for people to look at. */
const FOLDER = '.reports/views'

/** Addresses of the views, by the names of their pictures. */
const VIEWS: Record<string, string> = {
  map: '',
  'map-zh': '?lang=zh',
  'map-date': '?at=2023-12-01',
  'map-compare': '?at=2023-01&vs=2024-12',
  'map-reported': '?at=2024-09&clock=known',
  'map-window': '?q=who-left&organisation=openai&from=2024-05&to=2024-10',
  'map-filters': '?colour=manner',
  'map-questions': '?select=openai',
  person: '?select=jan-leike',
  line: '?select=jan-leike&select=openai',
  moves: '?q=organisation-flows',
  'moves-line': '?q=organisation-flows&select=openai&select=anthropic',
  list: '?view=list',
  table: '?view=table&sort=-earliest',
  downloads: '?q=who-left&organisation=openai',
  timeline: '?q=career&person=jan-leike&view=picture',
  flow: '?q=flows&organisation=openai',
  bars: '?q=departures-over-time&organisation=openai',
  curve: '?q=retention&organisation=openai&at=2024',
  ranked: '?q=where-they-went&organisation=openai&view=table',
  overlaps: '?q=colleagues&person=jan-leike',
  lineage: '?q=lineage&organisation=openai-robotics',
  broken: '?q=who-leaf&select=nobody&camera=1',
  whole: 'network',
  console: 'console?query=MATCH+(p:Person)-[left:LEFT]->(o)+RETURN+p,left,o,p.name+LIMIT+25',
  questions: 'q',
  question: 'q/who-left?organisation=openai',
  'question-zh': 'q/where-they-went?organisation=openai&lang=zh',
  api: 'api',
  lost: 'who-went',
  embed: 'embed?q=who-left&organisation=openai&theme=auto',
}

/** What a reader opens in a view first, by its name. */
const OPENED: Record<string, string> = {
  'map-filters': '.filters > summary',
  'map-questions': 'header button[aria-haspopup=dialog]',
  downloads: '.caption .downloads > summary',
}

/** What a reader does in a view next, by its name: the state that it leads to, which is looked at in dark. */
const THEN: Record<string, [state: string, act: (page: Page) => Promise<void>]> = {
  map: [
    'keys',
    async page => {
      await page.locator('.canvas').focus()
      await page.keyboard.press('?')
      await page.locator('.key-help').waitFor()
    },
  ],
  person: [
    'share',
    async page => {
      await page.getByRole('button', { name: 'Share' }).click()
      await page.frameLocator('iframe.preview').locator('svg:visible').first().waitFor()
    },
  ],
  console: [
    'console-rows',
    async page => {
      await page.getByRole('button', { name: 'Run' }).click()
      await page.locator('.status[role=status]').filter({ hasText: 'rows' }).waitFor()
    },
  ],
  embed: [
    'embed-living',
    async page => {
      await page.locator('.explore').click()
      await page.locator('.living svg').waitFor()
    },
  ],
}

/** Views that draw no map. */
const WITHOUT_MAP = ['broken']

/** Views that are also read with text of twice the size. */
const LARGE_TEXT = ['person', 'table', 'question', 'lost', 'embed', 'console']

/** Buttons and links whose text has no room, and a page that is too wide. It runs in the page. */
function cutOff(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const cut = [...document.querySelectorAll<HTMLElement>('button, a.button, summary, label, h1, h2')].filter(
    each =>
      each.clientWidth > 1 &&
      (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 4) &&
      getComputedStyle(each).overflow !== 'visible',
  )
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : []),
    ...cut.map(each => `cut off: ${each.textContent?.slice(0, 40)}`),
  ]
}

const tests = openForFile()

/** No answer comes for so long, in milliseconds, once a page has all that it asks for. */
const QUIET_MS = 100

/** Opens views in a page, each until its answers have arrived and its map is drawn. */
function openerOf(page: Page): (name: string) => Promise<void> {
  const pending = new Set<Request>()
  let changed = 0
  const count = (change: (request: Request) => void) => (request: Request) => {
    change(request)
    changed = performance.now()
  }
  page.on(
    'request',
    count(request => pending.add(request)),
  )
  page.on(
    'requestfinished',
    count(request => pending.delete(request)),
  )
  page.on(
    'requestfailed',
    count(request => pending.delete(request)),
  )
  return async name => {
    pending.clear()
    await page.goto(tests.app.url + VIEWS[name])
    while (pending.size > 0 || performance.now() - changed < QUIET_MS) await page.waitForTimeout(20)
    if (!WITHOUT_MAP.includes(name)) await page.waitForFunction(() => window.__whoLeftWhere?.view.isSettled() ?? true)
  }
}

/** What axe finds serious or critical. */
async function findings(page: Page, only?: string): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async rule => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, {
      ...(rule ? { runOnly: [rule] } : {}),
      resultTypes: ['violations'],
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`.slice(0, 260)),
      )
  }, only)
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

test.each(SIZES)(
  'each view fits a screen of $width by $height pixels without an error, in light and dark, and axe finds nothing serious',
  async viewport => {
    await mkdir(FOLDER, { recursive: true })
    const { page, errors, foreign, close } = await tests.visit({ viewport, colorScheme: 'light' })
    const faults: string[] = []
    const openView = openerOf(page)
    for (const name of Object.keys(VIEWS)) {
      await page.emulateMedia({ colorScheme: 'light' })
      await openView(name)
      const opened = OPENED[name]
      if (opened) await page.locator(opened).first().click()
      await page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}.png`) })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (over > 0) faults.push(`${name} is ${over} pixels too wide`)
      for (const found of await findings(page)) faults.push(`${name}: ${found}`)
      // The page that is open follows the system.
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}-dark.png`) })
      if (viewport.width > 600)
        for (const found of await findings(page, 'color-contrast')) faults.push(`${name}, dark: ${found}`)
      const then = THEN[name]
      if (then) {
        const [state, act] = then
        await act(page)
        await page.screenshot({ path: join(FOLDER, `${state}-${viewport.width}-dark.png`) })
        for (const found of await findings(page)) faults.push(`${state}: ${found}`)
      }
      for (const error of errors.splice(0).filter(isPageFault)) faults.push(`${name}: ${error}`)
    }
    await close()
    expect([faults, foreign]).toEqual([[], []])
  },
  600_000,
)

test('text of twice the size has room on a desktop and on a phone', async () => {
  const faults: string[] = []
  for (const viewport of SIZES) {
    const { page, close } = await tests.visit({ viewport })
    const openView = openerOf(page)
    for (const name of LARGE_TEXT) {
      await openView(name)
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      await page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}-large.png`) })
      for (const cut of await page.evaluate(cutOff)) faults.push(`${name}, ${viewport.width}: ${cut}`)
    }
    await close()
  }
  expect(faults).toEqual([])
}, 300_000)
