import type { BrowserContextOptions, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { MessageSchema } from '../../../client/embed/messages.ts'
import { openForFile } from '../../setup/browser.ts'
import { type OtherSite, openOtherSite } from '../../setup/other-site.ts'

const tests = openForFile()
let site: OtherSite

interface HostPage {
  embed?: string
  width?: string
  height?: string
  sandbox?: string
  /** Headers of the host page. */
  headers?: Record<string, string>
}

const recorder =
  "<script>const messages = []; addEventListener('message', ({ data, origin }) => messages.push({ data, origin }))</script>"

beforeAll(async () => {
  site = await openOtherSite()
})
afterAll(() => site?.close())

/** Opens a page of another origin that shows an embed in a frame. */
async function framed(
  { embed = '', width = '900', height = '600', sandbox, headers = {} }: HostPage,
  options: BrowserContextOptions = {},
) {
  const attributes = `title="Who left" src="${tests.app.url}${embed.replaceAll('&', '&amp;')}" width="${width}" height="${height}"${sandbox === undefined ? '' : ` sandbox="${sandbox}"`}`
  const address = site.add({
    body: `<!doctype html><title>Elsewhere</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${'content-security-policy' in headers ? '' : recorder}<iframe ${attributes}></iframe><p style="height: 3000px">Much text.</p>`,
    headers,
  })
  const visited = await tests.visit(
    options,
    [tests.app.url, site.url].map(url => new URL(url).origin),
  )
  await visited.page.goto(address)
  await expect.poll(() => visited.page.frames().length).toBe(2)
  const frame = visited.page.frames().find(one => one !== visited.page.mainFrame()) as Frame
  await frame.waitForLoadState()
  return { ...visited, frame }
}

/** The nodes in the picture that is seen. */
const nodesIn = (frame: Pick<Frame, 'locator'>): Promise<string[]> =>
  frame.locator('.stage svg a[href^="/q/around"]').evaluateAll(all =>
    all
      .filter(mark => mark.getClientRects().length > 0)
      .map(mark => new URL(mark.getAttribute('href') ?? '', 'http://x').searchParams.get('node') ?? '')
      .toSorted(),
  )

const messagesOf = async (page: Page) =>
  ((await page.evaluate('messages')) as { data: { type: string }; origin: string }[]).map(({ data, origin }) => ({
    ...{ data: MessageSchema.parse(data), origin },
  }))

const wake = async (frame: Frame) => {
  await frame.getByRole('button', { name: 'Move around this map' }).click()
  await frame.locator('.living svg').waitFor()
}

const placeOf = async (page: Page, frame: Frame, node: string) => {
  const box = await frame.locator(`.living a[href="/q/around?node=${node}"]`).boundingBox()
  if (!box) throw new Error(`${node} is not drawn`)
  expect(page.viewportSize()).not.toBeNull()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

describe('an embed before anybody touches it', () => {
  test('without scripts, it has the picture, the legend, the words in an order of time, and the source under every row', async () => {
    const { frame, errors, close } = await framed({ embed: 'embed?select=openai' }, { javaScriptEnabled: false })
    expect(await frame.locator('h1').innerText()).toBe('Who joined and left which organisation')
    expect((await nodesIn(frame)).length).toBeGreaterThan(50)
    expect(await frame.locator('.legend li').count()).toBeGreaterThan(6)
    expect(await frame.locator('.legend').isVisible()).toBe(true)
    expect(await frame.locator('footer p').innerText()).toMatch(
      /^24 people · 38 organisations · 123 claims · 5 sources, the newest of 12 November 2024$/,
    )
    await frame.locator('.words summary').click()
    const rows = frame.locator('.words tbody tr')
    const cited = await rows.locator('.references').allInnerTexts()
    expect(cited.length).toBeGreaterThan(60)
    expect(cited.filter(text => !/^\[\d+\]/.test(text))).toEqual([])
    expect(await frame.locator('.sources li cite').count()).toBe(5)
    expect(errors).toEqual([])
    await close()
  })

  test('it sends at most 60 kB, no credential and no cookie', async () => {
    const { uri, user, password } = inject('neo4j')
    const { page, close } = await tests.visit()
    const sizes: number[] = []
    page.on('requestfinished', async request => {
      const { responseBodySize } = await request.sizes()
      sizes.push(responseBodySize)
    })
    await page.goto(`${tests.app.url}embed?select=openai`, { waitUntil: 'networkidle' })
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
    const html = await page.content()
    for (const secret of [password, uri, 'bolt://', `${user}:`]) expect(html).not.toContain(secret)
    expect(await page.context().cookies()).toEqual([])
    await close()
  })

  test('it tells its host what it shows and how high it is, and says in words and in a message why it shows nothing', async () => {
    const { page, frame, close } = await framed({ embed: 'embed?select=openai' })
    const types = async () => (await messagesOf(page)).map(({ data }) => data.type)
    await expect.poll(types).toEqual(expect.arrayContaining(['who-left-where:ready', 'who-left-where:resize']))
    const [ready] = await messagesOf(page)
    expect(ready).toEqual({
      data: { type: 'who-left-where:ready', people: 24, organisations: 38, claims: 123 },
      origin: new URL(tests.app.url).origin,
    })
    expect(await frame.locator('.stage').getAttribute('data-error')).toBeNull()
    await close()
    for (const [embed, code] of [
      ['embed?q=who-leaf', 'unknown-question'],
      ['embed?q=around&node=nobody-at-all', 'unknown-name'],
    ] as const) {
      const wrong = await framed({ embed })
      await expect
        .poll(async () => (await messagesOf(wrong.page))[0]?.data)
        .toMatchObject({ type: 'who-left-where:error', code })
      expect((await wrong.frame.locator('.notice').innerText()).length).toBeGreaterThan(20)
      await wrong.close()
    }
  })

  test('as of a date, it says the date and its numbers, in Chinese and in the dark as well', async () => {
    const { page, close } = await tests.visit()
    await page.goto(`${tests.app.url}embed?at=2023-12-01`)
    expect(await page.locator('h1').innerText()).toMatch(/ — On 1 December 2023: \d+ surely there, \d+ possibly$/)
    await page.goto(`${tests.app.url}embed?at=2023-12-01&lang=zh&theme=dark`)
    expect(await page.locator('h1').innerText()).toMatch(/2023年12月1日/)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    expect(
      await page.locator('body').evaluate(body => getComputedStyle(body.parentElement ?? body).backgroundColor),
    ).toBe('rgb(18, 24, 31)')
    await close()
  })

  test('it prints with its picture, its rows and its sources, and without controls', async () => {
    const { page, close } = await tests.visit()
    await page.goto(`${tests.app.url}embed?q=who-left&organisation=openai`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.words td').first().isVisible()).toBe(true)
    expect(await page.locator('.sources li').first().isVisible()).toBe(true)
    expect(await page.locator('.stage svg:visible').count()).toBe(1)
    expect(await page.getByRole('button').count()).toBe(0)
    await page.emulateMedia({ media: null })
    await close()
  })

  test.each([
    [300, 200, 0.45],
    [390, 500, 0.7],
  ])(
    'in a frame of %i by %i pixels, the map has most of the room, and the legend is one click away',
    async (width, height, share) => {
      const { frame, close } = await framed({
        ...{ embed: 'embed?select=openai', width: `${width}`, height: `${height}` },
      })
      const stage = await frame.locator('.stage').boundingBox()
      expect((stage?.height ?? 0) / height).toBeGreaterThan(share)
      expect(await frame.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
      const legend = frame.locator('.legend')
      expect(await legend.isVisible()).toBe(false)
      await frame.getByText('Legend').click()
      expect(await legend.isVisible()).toBe(true)
      await close()
    },
  )
})

describe('an embed that is touched', () => {
  test('a click on a node selects it, tells the host, and shows what its sources say', async () => {
    const { page, frame, errors, foreign, close } = await framed({ embed: 'embed?select=openai' })
    const before = await nodesIn(frame)
    await frame.locator('.wide a[href="/q/around?node=lilian-weng"]').click()
    await frame.locator('.selected h2').getByText('Lilian Weng').waitFor()
    expect(await nodesIn(frame)).toEqual(before)
    const rows = await frame.locator('.selected li').allInnerTexts()
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.filter(row => !row.includes('Lilian Weng') || !/\[\d+\]$/.test(row))).toEqual([])
    await expect
      .poll(async () => (await messagesOf(page)).at(-1)?.data)
      .toEqual({
        type: 'who-left-where:selected',
        node: { id: 'lilian-weng', kind: 'person', name: 'Lilian Weng' },
      })
    await frame.getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => frame.locator('.selected').count()).toBe(0)
    expect([errors, foreign]).toEqual([[], []])
    await close()
  })

  test('a host page selects and dates by messages; other windows and malformed messages do nothing', async () => {
    const { page, frame, errors, close } = await framed({ embed: 'embed' })
    const post = (data: unknown) =>
      page.evaluate(message => document.querySelector('iframe')?.contentWindow?.postMessage(message, '*'), data)
    for (const wrong of [
      null,
      'x',
      {},
      { type: 'who-left-where:select', ids: 'openai' },
      { type: 'who-left-where:select', ids: ['a', 'b', 'c'] },
      { type: 'who-left-where:date', date: 5 },
    ])
      await post(wrong)
    // The embed's own window is not its host.
    await frame.evaluate(() => window.postMessage({ type: 'who-left-where:select', ids: ['anthropic'] }, '*'))
    expect(await frame.locator('.living').count()).toBe(0)
    await post({ type: 'who-left-where:select', ids: ['jan-leike'] })
    await frame.locator('.selected h2').getByText('Jan Leike').waitFor()
    await post({ type: 'who-left-where:date', date: '2023-12-01' })
    await expect.poll(() => frame.locator('h1').innerText()).toMatch(/On 1 December 2023/)
    await post({ type: 'who-left-where:date', date: null })
    await expect.poll(() => frame.locator('h1').innerText()).not.toMatch(/December/)
    expect(errors).toEqual([])
    await close()
  })

  test('the wheel is left to the host page until the map is clicked, and zooms with Ctrl; a hint says so', async () => {
    const { page, frame, close } = await framed({ embed: 'embed?select=openai' })
    await wake(frame)
    const width = async () => {
      const [a, b] = [await placeOf(page, frame, 'jan-leike'), await placeOf(page, frame, 'barret-zoph')]
      return Math.round(Math.hypot(a.x - b.x, a.y - b.y))
    }
    const scrolled = () => page.evaluate(() => window.scrollY)
    const whole = await width()
    await page.mouse.move(700, 300)
    await page.mouse.wheel(0, 120)
    await expect.poll(scrolled).toBeGreaterThan(50)
    await frame.getByText('To zoom, click the map or hold Ctrl or ⌘').waitFor()
    expect(await width()).toBe(whole)
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await expect.poll(width).toBeGreaterThan(whole)
    await frame.locator('.stage').focus()
    await page.keyboard.press('0')
    await expect.poll(width).toBe(whole)
    await page.keyboard.press('+')
    await expect.poll(width).toBeGreaterThan(whole * 1.3)
    const before = await placeOf(page, frame, 'openai')
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => Math.round((await placeOf(page, frame, 'openai')).x - before.x)).toBe(-60)
    await close()
  })

  test('one finger scrolls the host page, two zoom the map, and a tap selects', async () => {
    const { page, frame, close } = await framed(
      { embed: 'embed?select=openai', width: '390', height: '500' },
      { viewport: { width: 420, height: 800 }, hasTouch: true, isMobile: true },
    )
    await wake(frame)
    const { x, y } = await placeOf(page, frame, 'jan-leike')
    await page.touchscreen.tap(x, y)
    await frame.locator('.selected h2').getByText('Jan Leike').waitFor()
    await frame.getByRole('button', { name: 'Close' }).tap()
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
    const openai = () => placeOf(page, frame, 'openai')
    await expect.poll(() => frame.locator('.selected').count()).toBe(0)
    await page.waitForTimeout(200)
    const still = await openai()
    await touch({ from: [200, 330], to: [200, 130] })
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(50)
    await frame.getByText('Use two fingers to move the map').waitFor()
    await page.evaluate(() => window.scrollTo(0, 0))
    // The momentum of the finger may still scroll the page a little, but not the map in it.
    const inPage = async () => (await openai()).y + (await page.evaluate(() => window.scrollY))
    await expect.poll(async () => Math.round((await inPage()) - still.y)).toBe(0)
    const distance = async () => {
      const [a, b] = [await openai(), await placeOf(page, frame, 'jan-leike')]
      return Math.hypot(a.x - b.x, a.y - b.y)
    }
    const before = await distance()
    await touch({ from: [200, 180], to: [200, 110] }, { from: [200, 220], to: [200, 290] })
    await expect.poll(distance).toBeGreaterThan(before * 1.2)
    await close()
  })

  test('the link leads to the full page in the same state', async () => {
    const { frame, close } = await framed({
      embed: 'embed?q=who-left&organisation=openai&select=jan-leike&lang=zh&tag=kept',
    })
    const link = frame.locator('footer a')
    const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '', tests.app.url)
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      '/',
      { q: 'who-left', organisation: 'openai', select: 'jan-leike', lang: 'zh', tag: 'kept' },
    ])
    await close()
  })

  test('twelve on one page all live, and a hundred that come and go leave nothing behind', async () => {
    const src = `${tests.app.url}embed?q=around&node=openai&interactive=1`
    const { page, errors, close } = await framed({ embed: 'embed?q=around&node=openai' })
    await page.evaluate(address => {
      const grid = document.createElement('div')
      Object.assign(grid.style, { position: 'fixed', inset: '0', display: 'flex', flexWrap: 'wrap' })
      document.body.prepend(grid)
      for (let at = 0; at < 12; at++) {
        const frame = document.createElement('iframe')
        Object.assign(frame, { src: address, width: 300, height: 220 })
        grid.append(frame)
      }
    }, src)
    const frames = () => page.frames().filter(frame => frame.url().includes('interactive=1'))
    await expect.poll(() => frames().length).toBe(12)
    for (const frame of frames()) await frame.locator('.living svg text').first().waitFor()
    // No picture of an embed takes a context of WebGL, of which a browser has sixteen.
    for (const frame of frames()) expect(await frame.locator('canvas').count()).toBe(0)
    const session = await page.context().newCDPSession(page)
    const counted = async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { nodes, documents } = await session.send('Memory.getDOMCounters')
      return { nodes, documents }
    }
    await page.evaluate(() => {
      for (const frame of document.querySelectorAll('iframe')) frame.remove()
    })
    const mountAndKill = (times: number) =>
      page.evaluate(
        async ([count, address]) => {
          for (let at = 0; at < count; at++) {
            const frame = document.createElement('iframe')
            Object.assign(frame, { src: address, width: 300, height: 220 })
            document.body.prepend(frame)
            // Some are killed while they load.
            if (at % 5 > 0) await new Promise(resolve => frame.addEventListener('load', resolve, { once: true }))
            frame.remove()
          }
        },
        [times, src] as const,
      )
    await mountAndKill(5)
    const before = await counted()
    await mountAndKill(100)
    await expect.poll(async () => (await counted()).documents).toBeLessThanOrEqual(before.documents + 3)
    expect((await counted()).nodes).toBeLessThan(before.nodes + 2_000)
    expect(errors).toEqual([])
    await close()
  })
})

describe('the script for other pages', () => {
  const scripted = async () => {
    const visited = await framed({ embed: 'embed?q=around&node=openai' })
    await visited.page.evaluate(address => {
      const script = document.createElement('script')
      Object.assign(script, { type: 'module', src: `${address}embed.js` })
      document.head.append(script)
      return new Promise(resolve => script.addEventListener('load', resolve))
    }, tests.app.url)
    return visited
  }
  const second = (page: Page) =>
    expect
      .poll(() => page.frames().length)
      .toBe(3)
      .then(() => page.frames()[2] as Frame)

  test('the element shows a view in a frame, follows its attributes, tells what happens, and goes without a trace', async () => {
    const { page, errors, close } = await scripted()
    await page.evaluate(address => {
      const element = document.createElement('who-left-where')
      element.setAttribute('src', `${address}?q=who-left&organisation=openai`)
      element.setAttribute('selected', 'jan-leike')
      element.id = 'element'
      const told: string[] = []
      Object.assign(window, { told })
      for (const type of ['ready', 'select', 'resize', 'error'])
        element.addEventListener(type, event => {
          const { detail } = event as CustomEvent
          told.push(type === 'select' ? `select ${detail.node?.id}` : type)
        })
      document.body.prepend(element)
    }, tests.app.url)
    const frame = await second(page)
    await frame.locator('.selected h2').getByText('Jan Leike').waitFor()
    await expect
      .poll(() => page.evaluate('told'))
      .toEqual(expect.arrayContaining(['ready', 'resize', 'select jan-leike']))
    await page.evaluate(() => document.getElementById('element')?.setAttribute('date', '2024'))
    await expect.poll(() => frame.locator('h1').innerText()).toMatch(/2024/)
    await page.evaluate(() => document.getElementById('element')?.setAttribute('theme', 'dark'))
    await expect.poll(() => page.frames()[2]?.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.evaluate(
      src => {
        const element = document.getElementById('element')
        for (const name of ['date', 'selected']) element?.removeAttribute(name)
        for (const [name, value] of Object.entries({ src, step: '2', time: '' })) element?.setAttribute(name, value)
      },
      `${tests.app.url}?${new URLSearchParams([
        ['story', 'at:2024-06 | One'],
        ['story', 'at:2024-12 | Two'],
      ])}`,
    )
    await expect.poll(() => page.frames()[2]?.locator('.story-caption').innerText()).toBe('Two')
    await page.frames()[2]?.getByRole('slider').waitFor()
    await page.evaluate(() => document.getElementById('element')?.setAttribute('step', '1'))
    await expect.poll(() => page.frames()[2]?.locator('.story-caption').innerText()).toBe('One')
    await page.evaluate(() => document.getElementById('element')?.remove())
    await expect.poll(() => page.frames().length).toBe(2)
    expect(errors).toEqual([])
    await close()
  })

  test('mount shows a view as high as its content, updates it and kills it', async () => {
    const { page, errors, close } = await scripted()
    const height = () => page.evaluate(() => document.querySelectorAll('iframe')[1]?.offsetHeight)
    // As text, because the test's own compiler would turn the import into one of its own.
    await page.evaluate(`(async () => {
      const { mount } = await import('${tests.app.url}embed.js')
      const place = document.createElement('div')
      place.style.width = '800px'
      document.querySelector('iframe').after(place)
      window.embed = mount(place, { src: '${tests.app.url}q/departures-over-time?organisation=openai' })
    })()`)
    const frame = await second(page)
    await expect.poll(() => frame.locator('.stage svg').count()).toBe(2)
    await expect.poll(height).toBeLessThan(520)
    expect(await height()).toBeGreaterThan(300)
    await page.evaluate(`embed.update({ height: 300, lang: 'zh' })`)
    await expect.poll(height).toBe(300)
    await expect.poll(() => page.frames()[2]?.locator('html').getAttribute('lang')).toBe('zh')
    await page.evaluate('embed.kill()')
    await expect.poll(() => page.frames().length).toBe(2)
    expect(errors).toEqual([])
    await close()
  })
})

describe('an embed in every host', () => {
  const HOSTS: [string, HostPage, string[]?][] = [
    ['a sandbox that only runs scripts', { embed: 'embed?q=around&node=openai', sandbox: 'allow-scripts' }],
    [
      'a host that isolates itself (COEP)',
      {
        embed: 'embed?q=around&node=openai',
        headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
      },
    ],
    [
      'a host whose policy allows only frames',
      {
        embed: 'embed?q=around&node=openai',
        headers: {
          'content-security-policy': "default-src 'none'; frame-src http:; img-src data:; style-src 'unsafe-inline'",
        },
      },
    ],
    ['an address with a slash', { embed: 'embed/?q=around&node=openai' }],
    ['the address of the file', { embed: 'embed.html?q=around&node=openai' }],
  ]
  test.each(HOSTS)('%s shows it, and it comes alive there', async (_name, page) => {
    const { frame, errors, close } = await framed(page)
    const drawn = await nodesIn(frame)
    expect(drawn.length).toBeGreaterThan(20)
    await frame.locator('.wide a[href="/q/around?node=jan-leike"]').click()
    await frame.locator('.selected h2').getByText('Jan Leike').waitFor()
    expect(await nodesIn(frame)).toEqual(drawn)
    expect(errors).toEqual([])
    await close()
  })

  test('it works in the example article', async () => {
    const visited = await tests.visit()
    await visited.page.goto(`${tests.app.url}article.html`)
    const iframe = visited.page.locator('iframe')
    await iframe.scrollIntoViewIfNeeded()
    expect(await iframe.getAttribute('title')).toContain('OpenAI')
    await expect.poll(() => visited.page.frames().length).toBe(2)
    const frame = visited.page.frames()[1] as Frame
    await frame.locator('.stage svg').first().waitFor()
    expect((await nodesIn(frame)).length).toBeGreaterThan(20)
    expect([visited.errors, visited.foreign]).toEqual([[], []])
    await visited.close()
  })
})
