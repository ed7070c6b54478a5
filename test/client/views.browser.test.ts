import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  person: '?select=jan-leike',
  line: '?select=jan-leike&select=openai',
  moves: '?q=organisation-flows',
  'moves-line': '?q=organisation-flows&select=openai&select=anthropic',
  list: '?view=list',
  table: '?view=table&sort=-earliest',
  timeline: '?q=career&person=jan-leike&view=picture',
  flow: '?q=flows&organisation=openai',
  bars: '?q=departures-over-time&organisation=openai',
  curve: '?q=retention&organisation=openai&at=2024',
  ranked: '?q=where-they-went&organisation=openai&view=table',
  overlaps: '?q=colleagues&person=jan-leike',
  lineage: '?q=lineage&organisation=openai-robotics',
  broken: '?q=who-leaf&select=nobody&camera=1',
  console: 'console',
  questions: 'q',
  question: 'q/who-left?organisation=openai',
  'question-zh': 'q/where-they-went?organisation=openai&lang=zh',
  api: 'api',
  embed: 'embed?q=who-left&organisation=openai',
}

/** Views that draw no map. */
const WITHOUT_MAP = ['broken']

const tests = openForFile()

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])(
  'each view fits a screen of $width by $height pixels without an error, and has a picture',
  async viewport => {
    await mkdir(FOLDER, { recursive: true })
    const { page, errors, foreign, close } = await tests.visit({ viewport })
    const faults: string[] = []
    for (const [name, path] of Object.entries(VIEWS)) {
      await page.goto(tests.app.url + path, { waitUntil: 'networkidle' })
      if (!WITHOUT_MAP.includes(name))
        await page.waitForFunction(() => window.__whoLeftWhere?.view?.isSettled() ?? true)
      await page.screenshot({ path: join(FOLDER, `${name}-${viewport.width}.png`) })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (over > 0) faults.push(`${name} is ${over} pixels too wide`)
      for (const error of errors.splice(0).filter(isPageFault)) faults.push(`${name}: ${error}`)
    }
    await close()
    expect([faults, foreign]).toEqual([[], []])
  },
  600_000,
)
