import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions, Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { en as dictionary } from '../../client/i18n/en.ts'
import { MessageSchema } from '../../client/messages.ts'
import { drawnNodes, openForFile, placeOfNode } from '../setup/browser.ts'

const tests = openForFile()
let host: Server
let hostUrl: string

/** A page of another origin, which records the messages that it receives. */
const hostPage = (
  embed: string,
  width: string,
  height: string,
) => `<!doctype html><title>Elsewhere</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<script>const messages = []; addEventListener('message', ({ data, origin }) => messages.push({ data, origin }))</script>
<iframe title="Who left" src="${embed}" width="${width}" height="${height}"></iframe><p style="height: 3000px">Much text.</p>`

beforeAll(async () => {
  host = createServer((request, response) => {
    const { search, pathname } = new URL(request.url ?? '/', 'http://host')
    const [width = '900', height = '600'] = /^\/(\d+)x(\d+)$/.exec(pathname)?.slice(1) ?? []
    const embed = `${tests.app.url}embed${search.replaceAll('&', '&amp;')}`
    response.setHeader('content-type', 'text/html').end(hostPage(embed, width, height))
  })
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
})
afterAll(() => {
  host?.closeAllConnections()
  host?.close()
})

async function framed(search: string, options: BrowserContextOptions = {}) {
  const visited = await tests.visit(
    options,
    [tests.app.url, hostUrl].map(url => new URL(url).origin),
  )
  await visited.page.goto(`${hostUrl}${search}`)
  const frame = visited.page.frames().find(one => one.url().startsWith(tests.app.url)) as Frame
  return { ...visited, frame }
}

describe('embed in another site', () => {
  test('the embed shows the same nodes as the full page, without the panel and the search', async () => {
    const { page, frame, errors, foreign, close } = await framed('?select=openai')
    const embedded = await drawnNodes(frame)
    const full = await tests.visit()
    await full.page.goto(tests.app.url)
    expect(embedded).toEqual(await drawnNodes(full.page))
    expect(embedded.length).toBeGreaterThan(20)
    expect(await frame.locator('.panel, .search').count()).toBe(0)
    expect(await frame.locator('.legend li').count()).toBe(9)
    expect(await page.locator('iframe').getAttribute('title')).toBe('Who left')
    expect([errors, foreign]).toEqual([[], []])
    await full.close()
    await close()
  })

  test('the legend of an embed explains the kinds of lines that are on its map, and no others', async () => {
    const { frame, close } = await framed('?q=around&node=tim-brooks')
    await drawnNodes(frame)
    const { nodes, edges } = JSON.parse(
      await frame.evaluate(() => {
        const { network } = window.__whoLeftWhere?.explorer.store.getState() ?? {}
        const lines = [...(network?.edges.values() ?? [])].map(({ relationships }) =>
          relationships.map(one => one.type),
        )
        return JSON.stringify({ nodes: network?.nodes.size, edges: lines })
      }),
    ) as { nodes: number; edges: string[][] }
    expect(nodes).toBeGreaterThan(2)
    const has = (type: string) => edges.some(types => types.includes(type))
    const isBoth = (types: string[]) => types.includes('JOINED') && types.includes('LEFT')
    const legend = await frame.locator('.legend li').allInnerTexts()
    const { both, denied, 'part-of': partOf } = dictionary.page.legend
    expect([both, denied, partOf].map(words => legend.includes(words))).toEqual([
      ...[edges.some(isBoth), has('DENIED'), has('PART_OF')],
    ])
    expect(has('DENIED')).toBe(false)
    await close()
  })

  test('an embed as of a date says the date and its numbers in the title', async () => {
    const { frame, close } = await framed('?at=2023-12-01')
    await drawnNodes(frame)
    await expect
      .poll(() => frame.locator('h1').innerText())
      .toMatch(/^Who joined .* — On 1 December 2023: \d+ surely there, \d+ possibly$/)
    await close()
  })

  test('the embed draws the selected node with its neighbourhood when the overview fails', async () => {
    const visited = await tests.visit(
      {},
      [tests.app.url, hostUrl].map(url => new URL(url).origin),
    )
    await visited.page.route('**/api/queries/overview**', route =>
      route.fulfill({ status: 413, json: { error: { code: 'too-large', message: 'The answer is too large.' } } }),
    )
    await visited.page.goto(`${hostUrl}?select=anthropic`)
    const frame = visited.page.frames().find(one => one.url().startsWith(tests.app.url)) as Frame
    const nodes = await drawnNodes(frame)
    expect(nodes).toContain('anthropic')
    expect(nodes.length).toBeGreaterThan(1)
    await frame.getByText('the overview failed: The answer is too large.').waitFor()
    expect(await frame.locator('.notice').isVisible()).toBe(false)
    await visited.close()
  })

  test('the embed posts what is drawn and selected to its host page, using only the documented messages', async () => {
    const { page, frame, close } = await framed('?select=openai')
    const nodes = await drawnNodes(frame)
    await frame.evaluate(() => window.__whoLeftWhere?.explorer.select('lilian-weng'))
    const messages = () => page.evaluate('messages') as Promise<{ data: unknown; origin: string }[]>
    await expect.poll(async () => (await messages()).length).toBeGreaterThanOrEqual(3)
    const told = (await messages()).map(({ data }) => MessageSchema.parse(data))
    expect(new Set((await messages()).map(({ origin }) => origin))).toEqual(new Set([new URL(tests.app.url).origin]))
    const ready = told.find(message => message.type === 'who-left-where:ready')
    expect(ready && ready.people + ready.organisations).toBe(nodes.length)
    expect(told.at(-1)).toEqual({
      type: 'who-left-where:selected',
      node: { id: 'lilian-weng', kind: 'person', name: 'Lilian Weng' },
    })
    await close()
  })

  test('the embed links to the full page in the same state', async () => {
    const { frame, close } = await framed('?q=who-left&organisation=openai&select=jan-leike&lang=zh&tag=kept')
    await drawnNodes(frame)
    const link = frame.getByRole('link')
    const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '', tests.app.url)
    expect(pathname).toBe('/')
    expect(Object.fromEntries(searchParams)).toEqual({
      q: 'who-left',
      organisation: 'openai',
      select: 'jan-leike',
      lang: 'zh',
      tag: 'kept',
    })
    expect(await frame.locator('html').getAttribute('lang')).toBe('zh')
    await close()
  })

  test('the embed sends no credentials in its page or its scripts, and sets no cookies', async () => {
    const { uri, user, password } = inject('neo4j')
    const { page, frame, close } = await framed('?select=openai')
    await drawnNodes(frame)
    const html = await frame.content()
    const scripts = await frame
      .locator('script[src]')
      .evaluateAll(all => all.map(script => (script as HTMLScriptElement).src))
    const sent = await Promise.all([`${tests.app.url}embed`, ...scripts].map(async url => (await fetch(url)).text()))
    expect(sent.length).toBeGreaterThan(1)
    for (const text of [html, ...sent]) {
      expect(text).not.toContain(password)
      expect(text).not.toContain(uri)
      expect(text).not.toMatch(new RegExp(`bolt://|${user}:`))
    }
    expect(await page.context().cookies()).toEqual([])
    await close()
  })

  test('the embed leaves the wheel to its host page until clicked, zooms with Ctrl, and shows a hint about both', async () => {
    const { page, frame, close } = await framed('?select=openai')
    await drawnNodes(frame)
    const scrolled = () => page.evaluate(() => window.scrollY)
    const ratio = () => frame.evaluate(() => window.__whoLeftWhere?.view.sigma.getCamera().getState().ratio ?? 0)
    const hint = frame.getByText('To zoom, click the map or hold Ctrl or ⌘')
    await page.mouse.move(450, 300)
    await page.mouse.wheel(0, 120)
    await expect.poll(scrolled).toBeGreaterThan(50)
    await hint.waitFor()
    expect(await ratio()).toBe(1)
    await hint.waitFor({ state: 'hidden' })
    const before = await scrolled()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await expect.poll(ratio).toBeLessThan(1)
    await frame.evaluate(() => window.__whoLeftWhere?.view.home())
    await expect.poll(ratio).toBe(1)
    await page.mouse.click(450, 300)
    await page.mouse.wheel(0, -120)
    await expect.poll(ratio).toBeLessThan(1)
    expect(await scrolled()).toBe(before)
    await frame.waitForFunction(() => !window.__whoLeftWhere?.view.sigma.getCamera().isAnimated())
    await page.mouse.click(1200, 300)
    await page.mouse.move(450, 300)
    const zoomed = await ratio()
    await page.mouse.wheel(0, 120)
    await expect.poll(scrolled).toBeGreaterThan(before)
    expect(await ratio()).toBe(zoomed)
    await close()
  })

  test('the embed leaves one-finger gestures to its host page, zooms with two fingers, and selects on a tap', async () => {
    const { page, frame, close } = await framed('390x500?select=openai', {
      viewport: { width: 420, height: 800 },
      hasTouch: true,
      isMobile: true,
    })
    await drawnNodes(frame)
    const place = await placeOfNode(frame, 'jan-leike')
    const box = await page.locator('iframe').boundingBox()
    await page.touchscreen.tap(place.x + (box?.x ?? 0), place.y + (box?.y ?? 0))
    await expect
      .poll(() => frame.evaluate(() => window.__whoLeftWhere?.explorer.store.getState().selection))
      .toEqual(['jan-leike'])
    const camera = () => frame.evaluate(() => window.__whoLeftWhere?.view.sigma.getCamera().getState())
    const still = await camera()
    const session = await page.context().newCDPSession(page)
    /** Fingers that go from one place to another, step by step as a touch screen tells it. */
    const touch = async (...fingers: { from: [number, number]; to: [number, number] }[]) => {
      const at = (part: number) =>
        fingers.map(({ from, to }) => ({
          x: from[0] + (to[0] - from[0]) * part,
          y: from[1] + (to[1] - from[1]) * part,
        }))
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
      for (let step = 1; step <= 20; step++) {
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 20) })
        await page.waitForTimeout(16)
      }
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await touch({ from: [200, 400], to: [200, 200] })
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(50)
    expect(await camera()).toEqual(still)
    await frame.getByText('Use two fingers to move the map').waitFor()
    await page.evaluate(() => window.scrollTo(0, 0))
    await touch({ from: [200, 180], to: [200, 100] }, { from: [200, 220], to: [200, 300] })
    await expect.poll(async () => (await camera())?.ratio).toBeLessThan(0.9)
    await close()
  })

  test.each([
    [300, 200, 0.6],
    [390, 500, 0.8],
  ])(
    'in an embed of %i by %i pixels, the map fills most of the frame and the legend is one click away',
    async (width, height, share) => {
      const { frame, close } = await framed(`${width}x${height}?select=openai`)
      await drawnNodes(frame)
      const stage = await frame.locator('.stage').boundingBox()
      expect((stage?.height ?? 0) / height).toBeGreaterThan(share)
      expect(await frame.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
      const legend = frame.locator('.legend')
      expect(await legend.isVisible()).toBe(false)
      await frame.getByText('Legend').click()
      expect(await legend.isVisible()).toBe(true)
      const inside = await legend.evaluate(list => {
        const { top, bottom } = list.getBoundingClientRect()
        return top >= 0 && bottom <= window.innerHeight
      })
      expect(inside).toBe(true)
      await close()
    },
  )

  test('the embed works in the example article', async () => {
    const visited = await tests.visit()
    await visited.page.goto(`${tests.app.url}article.html`)
    const iframe = visited.page.locator('iframe')
    await iframe.scrollIntoViewIfNeeded()
    expect(await iframe.getAttribute('title')).toContain('OpenAI')
    await expect.poll(() => visited.page.frames().length).toBe(2)
    const frame = visited.page.frames()[1] as Frame
    expect((await drawnNodes(frame)).length).toBeGreaterThan(20)
    expect([visited.errors, visited.foreign]).toEqual([[], []])
    await visited.close()
  })
})
