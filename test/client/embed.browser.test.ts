import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { MessageSchema } from '../../client/messages.ts'
import { startApp, type TestApp } from '../setup/app.ts'
import { drawnNodes, openBrowser, visit } from '../setup/browser.ts'

let app: TestApp
let browser: Browser
let host: Server
let hostUrl: string

/** Another site's page, on an origin of its own, that keeps the messages it is sent. */
const hostPage = (embed: string) => `<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">
<script>const messages = []; addEventListener('message', ({ data, origin }) => messages.push({ data, origin }))</script>
<iframe title="Who left" src="${embed}" width="900" height="600"></iframe>`

beforeAll(async () => {
  app = await startApp()
  browser = await openBrowser()
  host = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://host').search.replaceAll('&', '&amp;')
    response.setHeader('content-type', 'text/html').end(hostPage(`${app.url}embed${query}`))
  })
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await new Promise(resolve => host?.close(resolve))
})

async function framed(search: string) {
  const visited = await visit(browser, [new URL(app.url).origin, new URL(hostUrl).origin])
  await visited.page.goto(`${hostUrl}${search}`)
  const frame = visited.page.frames().find(one => one.url().startsWith(app.url)) as Frame
  return { ...visited, frame }
}

describe('an embed in the page of another site', () => {
  test('shows the same nodes as the full page, with nothing of the panels', async () => {
    const { page, frame, errors, foreign, close } = await framed('?select=openai')
    const embedded = await drawnNodes(frame)
    const full = await visit(browser, [new URL(app.url).origin])
    await full.page.goto(app.url)
    expect(embedded).toEqual(await drawnNodes(full.page))
    expect(embedded.length).toBeGreaterThan(20)
    expect(await frame.locator('.panel, .search').count()).toBe(0)
    expect(await frame.locator('.legend li').count()).toBe(9)
    expect(await page.locator('iframe').getAttribute('title')).toBe('Who left')
    expect([errors, foreign]).toEqual([[], []])
    await full.close()
    await close()
  })

  test('tells the page around it what is drawn and selected, by the listed messages alone', async () => {
    const { page, frame, close } = await framed('?select=openai')
    const nodes = await drawnNodes(frame)
    await frame.evaluate(() => window.__whoLeftWhere?.explorer.select('lilian-weng'))
    const messages = () => page.evaluate('messages') as Promise<{ data: unknown; origin: string }[]>
    await expect.poll(async () => (await messages()).length).toBeGreaterThanOrEqual(3)
    const told = (await messages()).map(({ data }) => MessageSchema.parse(data))
    expect(new Set((await messages()).map(({ origin }) => origin))).toEqual(new Set([new URL(app.url).origin]))
    const ready = told.find(message => message.type === 'who-left-where:ready')
    expect(ready && ready.people + ready.organisations).toBe(nodes.length)
    expect(told.at(-1)).toEqual({
      type: 'who-left-where:selected',
      node: { id: 'lilian-weng', kind: 'person', name: 'Lilian Weng' },
    })
    await close()
  })

  test('leads to the full page with the same state', async () => {
    const { frame, close } = await framed('?q=who-left&organisation=openai&select=jan-leike&lang=zh&tag=kept')
    await drawnNodes(frame)
    const link = frame.getByRole('link')
    const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '', app.url)
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

  test('carries no credential, in its page or in what it fetches', async () => {
    const { uri, user, password } = inject('neo4j')
    const { page, frame, close } = await framed('?select=openai')
    await drawnNodes(frame)
    const html = await frame.content()
    const scripts = await frame
      .locator('script[src]')
      .evaluateAll(all => all.map(script => (script as HTMLScriptElement).src))
    const sent = await Promise.all([`${app.url}embed`, ...scripts].map(async url => (await fetch(url)).text()))
    expect(sent.length).toBeGreaterThan(1)
    for (const text of [html, ...sent]) {
      expect(text).not.toContain(password)
      expect(text).not.toContain(uri)
      expect(text).not.toMatch(new RegExp(`bolt://|${user}:`))
    }
    expect(await page.context().cookies()).toEqual([])
    await close()
  })

  test('stands in the example article', async () => {
    const visited = await visit(browser, [new URL(app.url).origin])
    await visited.page.goto(`${app.url}article.html`)
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

test('an empty database says how to fill it', async () => {
  const empty = await startApp({ seeds: false })
  const { page, close } = await visit(browser, [new URL(empty.url).origin])
  await page.goto(empty.url)
  await page.getByText('npm run load').waitFor()
  await close()
  await empty.stop()
})
