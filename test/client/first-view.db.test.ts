import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import { startApp, type TestApp } from '../setup/app.ts'
import { clickNode, drawnMap, drawnNodes, openBrowser } from '../setup/browser.ts'
import { bigWorld } from '../worlds/big.ts'

/** A database with more connected pairs than an overview opens with. */
let app: TestApp
let browser: Browser
let page: Page
let asked: string[]
let errors: string[]
beforeAll(async () => {
  app = await startApp({ seeds: false })
  const folder = await bigWorld({ people: 2_400, organisations: 120, claims: 10_000 })
  await load(await readDataset([folder]), { driver: app.driver })
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})
beforeEach(async () => {
  page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(90_000)
  ;[asked, errors] = [[], []]
  page.on('request', request => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/queries/')) asked.push(pathname.slice('/api/queries/'.length) + search)
  })
  page.on('pageerror', error => errors.push(String(error)))
})
afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})

type Flows = {
  total: number
  rows: {
    organisation: { id: string; name: string }
    moves: { from: { id: string }; to: { id: string }; definite: number }[]
  }[]
}
const flows = async (params = ''): Promise<Flows> =>
  (await fetch(`${app.url}api/queries/organisation-flows?${params}`)).json() as Promise<Flows>
const search = () => new URL(page.url()).search
const shown = (text: string | RegExp) => page.getByText(text).first().waitFor()

describe('the first view of a large network', () => {
  test('the page opens with the largest organisations and their moves, and says how many there are', async () => {
    const { rows, total } = await flows()
    await page.goto(app.url)
    expect(await drawnNodes(page)).toEqual(rows.map(({ organisation }) => organisation.id).toSorted())
    expect(search()).toBe('?q=organisation-flows')
    expect(asked).toEqual(['overview?limit=1', 'organisation-flows'])
    await shown(`60 of ${total} organisations`)
    await shown('The largest organisations')
    const { lines } = await drawnMap(page)
    const pairs = rows
      .flatMap(({ moves }) => moves)
      .filter(({ from, to }) => from.id !== to.id)
      .map(({ from, to }) => [from.id, to.id].toSorted().join(' '))
    expect(Object.keys(lines).toSorted()).toEqual([...new Set(pairs)].toSorted())
    expect(new Set(Object.values(lines).map(({ kind }) => kind))).toEqual(new Set(['moved']))
  })

  test('the names of the largest organisations are drawn, on a phone too', async () => {
    const { rows } = await flows('limit=4')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(app.url)
    await drawnNodes(page)
    const labels = await page.evaluate(() => [...(window.__whoLeftWhere?.view.drawnLabels() ?? [])])
    expect(labels).toEqual(expect.arrayContaining(rows.map(({ organisation }) => organisation.id)))
  })

  test('more organisations can be drawn, and everyone', async () => {
    await page.goto(app.url)
    await drawnNodes(page)
    await page.getByRole('link', { name: 'Show more organisations' }).click()
    await expect.poll(async () => (await drawnNodes(page)).length).toBe(120)
    expect(search()).toBe('?q=organisation-flows&limit=120')
    await page.getByRole('link', { name: 'Draw everyone' }).click()
    await page.waitForFunction(() => window.__wholeNetwork !== undefined)
    const { people } = await page.evaluate(() => {
      const ids = window.__wholeNetwork?.whole.store.getState().ready?.network.ids ?? []
      return { people: ids.filter(id => id.startsWith('p')).length }
    })
    expect(people).toBeGreaterThan(2_000)
    await page.goto(`${app.url}?q=overview`)
    expect((await drawnNodes(page)).some(id => id.startsWith('p'))).toBe(true)
  })

  test.each(['click', 'Enter'])(
    '%s opens an organisation in place of the picture, and there is a way back',
    async way => {
      const [first] = (await flows('limit=1')).rows
      const { id, name } = first?.organisation ?? { id: '', name: '' }
      await page.goto(app.url)
      await drawnNodes(page)
      if (way === 'click') await clickNode(page, id)
      else {
        await page.locator('.canvas').focus()
        await page.evaluate(node => window.__whoLeftWhere?.explorer.hover(node), id)
        await page.keyboard.press('Enter')
      }
      await shown(`Around ${name}`)
      await expect.poll(async () => (await drawnNodes(page)).some(node => node.startsWith('p'))).toBe(true)
      expect(search()).toBe(`?q=around&node=${id}&select=${id}`)
      await page.getByRole('link', { name: 'Back to the whole network' }).click()
      await expect.poll(search).toBe('?q=organisation-flows')
      await expect.poll(async () => (await drawnNodes(page)).length).toBe(60)
      expect(asked.filter(name => name.startsWith('overview'))).toHaveLength(1)
      await page.goBack()
      await shown(`Around ${name}`)
    },
  )

  test('a line says who moved, when, and by which sources', async () => {
    const { rows } = await flows()
    const move = rows.flatMap(({ moves }) => moves).find(({ from, to, definite }) => from.id !== to.id && definite > 1)
    const [from, to] = [move?.from.id ?? '', move?.to.id ?? '']
    await page.goto(`${app.url}?q=organisation-flows&select=${from}&select=${to}`)
    const mover = page.locator('.way').first().locator('.movers li').first()
    await mover.getByText(/^left .+, joined .+$/).waitFor()
    await mover.locator('summary').click()
    expect(await mover.locator('.claim').count()).toBeGreaterThan(1)
    await mover.getByRole('link').first().click()
    await shown(/^The career of/)
  })

  test('an embed opens with the same picture, and has a way back from an organisation', async () => {
    const [first] = (await flows('limit=1')).rows
    await page.goto(`${app.url}embed`)
    const nodes = () => page.locator('.stage svg:visible a[href^="/q/around"]')
    expect(await nodes().count()).toBe(60)
    await shown('60 of 120 organisations')
    await page.locator(`.wide a[href="/q/around?node=${first?.organisation.id}"]`).click()
    await page.locator('.living a[href^="/q/around?node=p"]').first().waitFor()
    await page.getByRole('button', { name: 'Back to all organisations' }).click()
    await expect.poll(() => nodes().count()).toBe(60)
  })
})
