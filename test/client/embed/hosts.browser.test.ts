import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openForFile } from '../../setup/browser.ts'
import { projectWithClient } from '../../setup/client-package.ts'
import { type OtherSite, openOtherSite } from '../../setup/other-site.ts'

const tests = openForFile()
let site: OtherSite
beforeAll(async () => {
  site = await openOtherSite()
})
afterAll(() => site?.close())

const MAP = '?q=around&node=openai&lang=en'
const HEAD = '<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'

/** Opens a page of another site. */
async function open(body: string, headers: Record<string, string> = {}) {
  const visited = await tests.visit(
    { viewport: { width: 900, height: 700 } },
    [tests.app.url, site.url].map(url => new URL(url).origin),
  )
  await visited.page.goto(site.add({ body: HEAD + body, headers }))
  return visited
}

/** The frame that shows the embed, however deep. */
async function embedIn(page: Page): Promise<Frame> {
  const found = () => page.frames().find(frame => frame.url().startsWith(`${tests.app.url}embed`))
  await expect.poll(found).toBeDefined()
  return found() as Frame
}

const element = (attributes = '') =>
  `<script type="module" src="${tests.app.url}embed.js"></script>
   <who-left-where src="${tests.app.url}${MAP.replaceAll('&', '&amp;')}" ${attributes}></who-left-where>`

/** Whether the frame is as high as its content. */
const fits = (frame: Frame) =>
  frame.evaluate(() => innerHeight > 100 && Math.abs(document.documentElement.scrollHeight - innerHeight) <= 1)

describe('hosts of the element', () => {
  test('an element that the page has before the script is one frame, as high as its content, and shows a message for an invalid address', async () => {
    const { page, errors, close } = await open(element())
    const frame = await embedIn(page)
    await expect.poll(() => fits(frame)).toBe(true)
    expect(page.frames()).toHaveLength(2)
    const said = await page.evaluate(() => {
      const one = document.querySelector('who-left-where') as HTMLElement & { src: string }
      const heard: unknown[] = []
      one.addEventListener('error', event => heard.push((event as unknown as CustomEvent).detail.code))
      one.src = 'javascript:alert(1)'
      return [...heard, one.shadowRoot?.textContent]
    })
    expect(said).toEqual(['bad-address', expect.stringContaining('src must be the address of a view')])
    await expect.poll(() => page.frames().length).toBe(1)
    await page.evaluate(src => document.querySelector('who-left-where')?.setAttribute('src', src), tests.app.url + MAP)
    await expect.poll(() => page.frames().length).toBe(2)
    await page.evaluate(() => document.querySelector('who-left-where')?.removeAttribute('src'))
    await expect.poll(() => page.frames().length).toBe(1)
    expect(errors).toEqual([])
    await close()
  })

  test('in a page that is itself in a sandbox, the element has the height of its content and does what it is asked', async () => {
    const inner = element('date="2024" selected="jan-leike"').replaceAll('"', '&quot;')
    const { page, errors, close } = await open(
      `<iframe title="Cell" sandbox="allow-scripts" width="800" height="650" srcdoc="${inner}"></iframe>`,
    )
    const frame = await embedIn(page)
    await frame.locator('h1').filter({ hasText: '2024' }).waitFor()
    await frame.locator('.selected h2').getByText('Jan Leike').waitFor()
    await expect.poll(() => fits(frame)).toBe(true)
    expect(errors).toEqual([])
    await close()
  })

  test('in a page that is opened from a disk, the element has the height of its content and does what it is asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'host-'))
    const file = join(folder, 'host.html')
    await writeFile(file, HEAD + element('date="2024"'))
    const { page, errors, close } = await tests.visit({ viewport: { width: 900, height: 700 } })
    await page.goto(pathToFileURL(file).href)
    const frame = await embedIn(page)
    await frame.locator('h1').filter({ hasText: '2024' }).waitFor()
    await expect.poll(() => fits(frame)).toBe(true)
    expect(errors).toEqual([])
    await close()
    await rm(folder, { recursive: true })
  })

  test('the package shows a view, does what it is asked at once, again after a reload, and not for another view', async () => {
    const { folder, installed } = await projectWithClient()
    for (const path of await readdir(installed, { recursive: true }))
      if (path.startsWith('client/') && path.endsWith('.js'))
        site.add({ body: await readFile(join(installed, path), 'utf8') }, `/package/${path}`)
    await rm(folder, { recursive: true })
    const { page, errors, close } = await open(
      `<div id="place"></div>
       <script type="module">
         import { mount } from '/package/client/embed-package.js'
         window.embed = mount(document.getElementById('place'), { server: '${tests.app.url}', src: '/${MAP}' })
         embed.date('2024')
         embed.select('jan-leike')
       </script>`,
    )
    const frame = await embedIn(page)
    const title = frame.locator('h1')
    const selected = frame.locator('.selected h2').getByText('Jan Leike')
    await title.filter({ hasText: '2024' }).waitFor()
    await selected.waitFor()
    await page.evaluate("embed.update({ theme: 'dark', height: 300 })")
    await frame.locator('html[data-theme="dark"] .selected h2').waitFor()
    await title.filter({ hasText: '2024' }).waitFor()
    await page.evaluate('embed.update({ height: undefined })')
    await expect.poll(() => fits(frame)).toBe(true)
    await page.evaluate("embed.update({ src: '/?q=overview&lang=en' })")
    await title.filter({ hasText: 'Who joined and left which organisation' }).waitFor()
    await frame.locator('.explore').waitFor()
    expect(await frame.locator('.living').count()).toBe(0)
    expect(errors).toEqual([])
    await close()
  })
})

test('in the frame that WordPress makes of a pasted link, an embed speaks while it is hidden, has its height, and its link is followed', async () => {
  const address = `${tests.app.url}?q=who-left&organisation=openai&lang=en`
  const asked = await fetch(`${tests.app.url}oembed?url=${encodeURIComponent(address)}&maxwidth=500&dnt=1`, {
    headers: { 'user-agent': 'WordPress/6.1; https://news.example.org' },
  })
  const { html } = await asked.json()
  const shown = html
    .replace(' loading="lazy"', '')
    .replace('<blockquote', '<blockquote data-secret="Abc1"')
    .replace(
      /<iframe src="([^"]+)"/,
      '<iframe sandbox="allow-scripts" style="position: absolute; clip: rect(1px, 1px, 1px, 1px);" src="$1#?secret=Abc1"',
    )
  const { page, errors, close } = await open(`${shown}<script>
    told = []
    addEventListener('message', ({ source, data: { message, value, secret } }) => {
      const frame = document.querySelector('iframe')
      if (secret !== 'Abc1' || source !== frame.contentWindow) return
      document.querySelector('blockquote').style.display = 'none'
      frame.removeAttribute('style')
      told.push([message, value])
      if (message === 'height') frame.height = value
    })
  </script>`)
  const frame = await embedIn(page)
  await expect.poll(() => fits(frame)).toBe(true)
  expect(await page.locator('blockquote a').getAttribute('href')).toBe(address)
  await frame.locator('footer a').click()
  await expect.poll(() => page.evaluate('told.at(-1)')).toEqual(['link', address])
  expect(errors.filter(error => !error.includes("'allow-popups'"))).toEqual([])
  await close()
})

describe('a careless host', () => {
  test('a frame that had no size, or changed it while it lived, shows the map in the size that it has', async () => {
    const { page, errors, close } = await open(
      `<div id="box" style="display: none">${element('interactive')}</div><p style="height: 900px"></p>`,
    )
    const resize = (width: string) =>
      page.evaluate(to => {
        Object.assign((document.getElementById('box') as HTMLElement).style, { display: 'block', width: to })
      }, width)
    for (const width of ['700px', '0', '340px']) {
      await resize(width)
      if (width === '0') continue
      const frame = await embedIn(page)
      await frame.locator('.living svg text').first().waitFor()
      await expect.poll(() => frame.evaluate(() => `${innerWidth}px`)).toBe(width)
      await expect.poll(() => fits(frame)).toBe(true)
      await expect
        .poll(() => frame.locator('.living svg').evaluate(svg => Math.round(svg.getBoundingClientRect().width)))
        .toBeLessThanOrEqual(Number.parseInt(width, 10))
    }
    expect(errors).toEqual([])
    await close()
  })

  test('a hundred elements that come and go, some of them while they load, leave no frame, listener or document behind', async () => {
    const { page, errors, close } = await open(element('interactive'))
    await (await embedIn(page)).locator('.living svg text').first().waitFor()
    const session = await page.context().newCDPSession(page)
    const counted = async () => {
      await session.send('HeapProfiler.collectGarbage')
      return session.send('Memory.getDOMCounters')
    }
    const comeAndGo = (times: number) =>
      page.evaluate(async count => {
        const [first] = document.getElementsByTagName('who-left-where')
        for (let at = 0; at < count; at++) {
          const one = first?.cloneNode() as HTMLElement
          const isReady = new Promise(resolve => one.addEventListener('ready', resolve, { once: true }))
          document.body.prepend(one)
          if (at % 5 > 0) await isReady
          one.remove()
        }
      }, times)
    await comeAndGo(5)
    const before = await counted()
    await comeAndGo(100)
    await expect.poll(async () => (await counted()).documents).toBeLessThanOrEqual(before.documents + 3)
    const after = await counted()
    expect(after.nodes).toBeLessThan(before.nodes + 2_000)
    expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 100)
    await expect.poll(() => page.frames().length).toBe(2)
    expect(errors).toEqual([])
    await close()
  })

  test('messages of every malformed kind change nothing and break nothing', async () => {
    const { page, errors, close } = await open(
      `<iframe title="Map" width="800" height="500" src="${tests.app.url}embed${MAP.replaceAll('&', '&amp;')}"></iframe>`,
    )
    const frame = await embedIn(page)
    await frame.locator('.explore').waitFor()
    await page.evaluate(() => {
      const type = (name: string) => `who-left-where:${name}`
      const circular: Record<string, unknown> = { type: type('select') }
      circular.ids = [circular]
      const messages: unknown[] = [
        ...[undefined, null, 0, Number.NaN, '', 'who-left-where:select', [], [[]], new Map(), new Date(0), 10n ** 40n],
        ...[new ArrayBuffer(8), new Error('x'), /x/, circular, { type: null }, { type: [type('select')] }],
        ...[{ type: type('select') }, { type: type('select'), ids: null }, { type: type('select'), ids: [1] }],
        ...[
          { type: type('select'), ids: ['x'.repeat(201)] },
          { type: type('select'), ids: { length: 1, 0: 'openai' } },
        ],
        ...[
          { type: type('date') },
          { type: type('date'), date: {} },
          { type: type('date'), date: 'x'.repeat(1_000_000) },
        ],
        ...[0, -1, 1.5, '1', Number.POSITIVE_INFINITY, 2 ** 60].map(step => ({ type: type('step'), step })),
        ...[{ type: type('ready') }, { type: type('resize'), height: 0 }, { type: type('constructor') }],
        { ...JSON.parse('{"__proto__": {"polluted": 1}}'), type: '__proto__' },
      ]
      const target = document.querySelector('iframe')?.contentWindow
      for (const message of messages) target?.postMessage(message, '*')
    })
    // What is answered after them was asked after them.
    await page.evaluate(() =>
      document
        .querySelector('iframe')
        ?.contentWindow?.postMessage({ type: 'who-left-where:date', date: 'no date' }, '*'),
    )
    await frame.locator('.living svg').waitFor()
    expect(await frame.locator('.selected').count()).toBe(0)
    expect(await frame.evaluate(() => 'polluted' in {})).toBe(false)
    expect(await frame.locator('h1').innerText()).not.toMatch(/\d/)
    expect(errors).toEqual([])
    await close()
  })
})
