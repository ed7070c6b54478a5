import { gzipSync } from 'node:zlib'
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
  test('a printed page has every row of the answer without an inner scroll, and no controls', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/around?node=openai&limit=17`)
      await page.emulateMedia({ media: 'print' })
      const printed = await page.locator('.scroll').evaluate(box => ({
        rows: box.querySelectorAll('tbody tr:not(.under)').length,
        isCut: box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth,
      }))
      expect(printed).toEqual({ rows: 17, isCut: false })
      expect(await page.locator('form, .top, .downloads').filter({ visible: true }).count()).toBe(0)
      await page.emulateMedia({ media: 'screen' })
    })
  })

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

describe('the script of query pages', () => {
  test('a field of a person completes names as one types, by keyboard, and submits the id of the chosen one', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/career?person=jan-leike`)
      const field = page.getByRole('combobox', { name: 'Person' })
      expect(await field.inputValue()).toBe('Jan Leike')
      await field.fill('weng')
      const options = page.getByRole('listbox', { name: 'Person' }).getByRole('option')
      await options.first().waitFor()
      expect(await field.getAttribute('aria-expanded')).toBe('true')
      expect(await field.getAttribute('aria-activedescendant')).toBeNull()
      // Its place and other names tell namesakes apart.
      expect(await options.first().innerText()).toMatch(/^Lilian Weng .*翁荔/)
      await field.press('ArrowDown')
      const active = await field.getAttribute('aria-activedescendant')
      expect(await page.locator(`[id="${active}"][aria-selected="true"]`).innerText()).toMatch(/^Lilian Weng/)
      await field.press('Enter')
      expect([await field.inputValue(), await options.count()]).toEqual(['Lilian Weng', 0])
      await field.press('Enter')
      await page.waitForURL(/person=lilian-weng/)
      expect(await page.getByRole('combobox', { name: 'Person' }).inputValue()).toBe('Lilian Weng')
    })
  })

  test('Escape closes the names, and Enter without a chosen one submits the text as typed', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/who-left`)
      const field = page.getByRole('combobox', { name: 'Organisation' })
      await field.fill('Anthropic')
      const options = page.locator('[role=option]')
      await options.first().waitFor()
      await field.press('Escape')
      expect([await options.count(), await field.inputValue()]).toEqual([0, 'Anthropic'])
      await field.press('Enter')
      await page.waitForURL(/organisation=Anthropic/)
    })
  })

  test('a field of several people completes the last name, keeps the others, and submits ids', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/colleagues-of-all?people=jan-leike,lilian-weng`)
      const field = page.getByRole('combobox', { name: 'People' })
      expect(await field.inputValue()).toBe('Jan Leike, Lilian Weng')
      await field.fill('Jan Leike, sutsk')
      await page.getByRole('option', { name: 'Ilya Sutskever' }).click()
      expect(await field.inputValue()).toBe('Jan Leike, Ilya Sutskever, ')
      await field.press('Enter')
      await page.waitForURL(url => url.searchParams.get('people') === 'jan-leike, ilya-sutskever')
      expect(await page.getByRole('heading', { level: 2, name: /^Answer/ }).count()).toBe(1)
    })
  })

  test('a field of a date says what its text means, or what to write instead', async () => {
    await visited(async page => {
      await page.goto(`${tests.app.url}q/who-left?organisation=openai&from=2023-12`)
      const from = page.getByRole('textbox', { name: 'From', exact: true })
      const meaning = page.locator('#from-meaning')
      expect(await meaning.innerText()).toBe('December 2023')
      expect(await from.getAttribute('aria-describedby')).toContain('from-meaning')
      await from.fill('Q4 2023')
      await expect
        .poll(() => meaning.innerText())
        .toBe('Write 2023-10/2023-12 (between October 2023 and December 2023).')
    })
  })

  test('the embed button shows markup that frames the answer, and copies it', async () => {
    await visited(
      async page => {
        await page.goto(`${tests.app.url}q/flows?organisation=openai`)
        await page.getByText('Embed', { exact: true }).click()
        const markup = await page.getByRole('textbox', { name: 'Embed' }).inputValue()
        await page.getByRole('button', { name: 'Copy' }).click()
        await page.getByRole('button', { name: 'Copied' }).waitFor()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(markup)
        await page.getByRole('link', { name: 'Show on the map' }).click()
        await page.waitForURL(/\/\?q=flows&organisation=openai/)
        await page.setContent(markup)
        const frame = page.frameLocator('iframe')
        await frame.getByRole('heading', { name: 'OpenAI' }).waitFor()
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
  })

  test('the script and what it imports are under 60 kB compressed', async () => {
    await visited(async page => {
      const sizes: Promise<number>[] = []
      page.on('response', response => {
        if (response.request().resourceType() === 'script')
          // Asked again, because a response that only confirms what is cached has no body.
          sizes.push(
            fetch(response.url())
              .then(script => script.arrayBuffer())
              .then(body => gzipSync(body).length),
          )
      })
      await page.goto(`${tests.app.url}q/who-left`)
      await page.locator('input[role=combobox]').waitFor()
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
      expect(total).toBeGreaterThan(1_000)
      expect(total).toBeLessThan(60_000)
    })
  })
})
