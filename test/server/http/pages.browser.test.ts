import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openForFile, type Visit } from '../../setup/browser.ts'

const tests = openForFile()

/** A visit without faults: nothing on the console, and nothing asked of any other origin. */
async function visited(work: (page: Visit['page']) => Promise<void>, options: BrowserContextOptions = {}) {
  const { page, errors, foreign, close } = await tests.visit(options)
  await work(page)
  await close()
  expect(foreign).toEqual([])
  expect(errors).toEqual([])
}

describe('query pages', () => {
  test('the form of a query page works without scripts, by keyboard alone, and keeps its input', async () => {
    await visited(
      async page => {
        await page.goto(`${tests.app.url}q/who-left`)
        await page.getByLabel('Organisation').focus()
        await page.keyboard.press('Control+A')
        await page.keyboard.type('Anthropic')
        await page.getByLabel('Limit').fill('7')
        await page.keyboard.press('Enter')
        await page.waitForURL(/organisation=Anthropic/)
        expect(await page.getByLabel('Organisation').inputValue()).toBe('Anthropic')
        expect(await page.getByLabel('Limit').inputValue()).toBe('7')
        expect(await page.getByRole('heading', { level: 2, name: /^Answer/ }).count()).toBe(1)
      },
      { javaScriptEnabled: false },
    )
  })

  test('a query page links claims to their sources and people to the map', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/who-left?organisation=openai`)
      const sources = await page
        .locator('.evidence cite a')
        .evaluateAll(links => links.map(link => (link as HTMLAnchorElement).href))
      expect(sources.length).toBeGreaterThan(0)
      for (const source of sources) expect(source).toMatch(/^https?:/)
      await page.getByRole('table').getByRole('link', { name: 'Lilian Weng' }).first().click()
      await page.waitForURL(/\?q=around&node=lilian-weng/)
    })
  })

  test('a query page shows an error beside its field, tied to it, and links to it from the summary', async () => {
    const { page, close } = await tests.visit()
    await page.goto(`${tests.app.url}q/who-left?organisation=openai&from=2024-13`)
    const from = page.getByRole('textbox', { name: 'From', exact: true })
    expect(await from.getAttribute('aria-invalid')).toBe('true')
    const described = (await from.getAttribute('aria-describedby'))?.split(' ') ?? []
    const told = await Promise.all(described.map(id => page.locator(`[id="${id}"]`).innerText()))
    expect(told.join(' ')).toContain('no month 13')
    await page.getByRole('alert').getByRole('link', { name: 'From' }).click()
    expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe('from')
    await close()
  })

  test.each(['q/who-left', 'q/where-they-went', 'q/boomerangs', 'q/departures-over-time', 'api', 'q'])(
    'the page %s fits a phone screen',
    async path => {
      await visited(
        async page => {
          await page.goto(tests.app.url + path)
          const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
          expect(wide).toBeLessThanOrEqual(room ?? 0)
        },
        { viewport: { width: 380, height: 800 } },
      )
    },
  )

  test.each([1280, 390])(
    'the page of where-they-went needs no horizontal scrolling at a width of %i pixels',
    async width => {
      await visited(
        async page => {
          await page.goto(`${tests.app.url}q/where-they-went?organisation=openai`)
          const cells = page.locator('tr', { hasText: 'Tim Brooks' }).first().locator('td')
          for (const name of ['Tim Brooks', 'DeepMind', 'definite']) {
            const box = await cells.filter({ hasText: name }).boundingBox()
            expect(box && box.x >= 0 && box.x + box.width <= width, name).toBe(true)
          }
          const region = await page
            .locator('.scroll')
            .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
          expect(region).toBe(0)
        },
        { viewport: { width, height: 800 } },
      )
    },
  )

  test('a query page in Chinese translates the question, columns, values and parameters', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/where-they-went?organisation=openai&lang=zh`)
      await page.getByRole('heading', { name: '离开某机构的人去了哪里？' }).waitFor()
      expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
        '人物',
        '离开',
        '可信程度',
        '去向',
        '机构',
        '加入',
        '职务',
        '确定程度',
      ])
      const words = (await page.locator('tr', { hasText: 'Lilian Weng' }).first().innerText()).split(/\s+/)
      expect(words).toEqual(expect.arrayContaining(['已证实', '未公开', '未透露']))
      await page.getByLabel('行数上限').waitFor()
      await page.goto(`${tests.app.url}q?lang=zh`)
      expect(
        await page
          .locator('.questions a')
          .evaluateAll(all => all.filter(a => !/\p{Script=Han}/u.test(a.textContent ?? '')).length),
      ).toBe(0)
    })
  })

  test('the list of questions on the first page links to their pages in its own language', async () => {
    await visited(
      async page => {
        await page.goto(tests.app.url)
        await page.getByRole('button', { name: '问题', exact: true }).click()
        await page.getByRole('link', { name: '每个问题的页面' }).click()
        await page.waitForURL(/\/q\?lang=zh$/)
        expect(await page.getAttribute('html', 'lang')).toBe('zh')
        await page.getByRole('link', { name: 'English' }).click()
        await page.waitForURL(/lang=en/)
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Questions')
      },
      { locale: 'zh-CN' },
    )
  })
})
