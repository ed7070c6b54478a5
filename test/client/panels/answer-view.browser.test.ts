import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { CatalogueEntry, Reply } from '../../../cypher/wire.ts'
import { openForFile } from '../../setup/browser.ts'

const tests = openForFile()

interface Example {
  name: string
  params: Record<string, string>
  reply: Reply
}

/** The example of every question with its answer, one after the other, as the server asks of one client. */
async function examples(): Promise<Example[]> {
  const { queries } = await read<{ queries: CatalogueEntry[] }>('api/queries')
  const found: Example[] = []
  for (const { name, example } of queries) {
    const params = Object.fromEntries(Object.entries(example as object).map(([key, value]) => [key, String(value)]))
    const reply = await read<Reply>(`api/queries/${name}?${new URLSearchParams(params)}`)
    found.push({ name, params, reply })
  }
  return found
}

async function read<Body>(path: string): Promise<Body> {
  const response = await fetch(`${tests.app.url}${path}`)
  expect(response.status, path).toBe(200)
  return response.json() as Promise<Body>
}

let all: Example[]
beforeAll(async () => {
  all = await examples()
})

/** Opens a question, and waits for its answer and for what follows from it. */
const ask = (page: Pick<Page, 'evaluate'>, name: string, params: Record<string, string>) =>
  page.evaluate(
    async ([query, given]) => {
      const explorer = window.__whoLeftWhere?.explorer
      explorer?.navigate({ query, params: given, select: [], expand: [], view: 'graph' })
      const isBusy = () =>
        Object.values(explorer?.store.getState().answers ?? {}).some(({ status }) => status === 'loading')
      do await new Promise(resolve => setTimeout(resolve, 30))
      while (isBusy())
    },
    [name, params] as const,
  )

/** The numbers in a line of counts. */
const numbersIn = (text: string | null) => (text?.match(/[\d,]+/g) ?? []).map(each => Number(each.replaceAll(',', '')))

test('the page shows the rows of every question, and no answer with rows as an empty notice or a count of 0', async () => {
  const { page, errors, close } = await tests.visit()
  await page.goto(tests.app.url)
  await page.waitForFunction(() => window.__whoLeftWhere)
  const kinds = new Set<string>()
  for (const { name, params, reply } of all) {
    expect(reply.rows.length, name).toBeGreaterThan(0)
    await ask(page, name, params)
    expect(await page.locator('.notice').count(), name).toBe(0)
    const counts = numbersIn(await page.locator('.caption [role=status]').first().textContent())
    expect(counts.length, name).toBeGreaterThan(0)
    expect(counts, name).not.toContain(0)
    const isMap = !(await page.locator('.answer').isVisible())
    kinds.add(isMap ? 'map' : (await page.locator('.answer-picture svg').count()) > 0 ? 'picture' : 'table')
    if (isMap) continue
    expect(counts[0], name).toBe(Math.max(reply.total ?? 0, reply.rows.length))
    expect(await page.locator('.answer-rows table').getAttribute('aria-rowcount'), name).toBe(
      `${reply.rows.length + 1}`,
    )
    expect(await page.locator('.answer-rows tbody tr[data-row]').count(), name).toBeGreaterThan(0)
  }
  expect([...kinds].toSorted()).toEqual(['map', 'picture', 'table'])
  expect(errors).toEqual([])
  await close()
})

test('the embed draws every question, and no answer with rows as an empty notice or a count of 0', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 700, height: 500 } })
  for (const { name, params, reply } of all) {
    await page.goto(`${tests.app.url}embed?${new URLSearchParams({ q: name, ...params })}`)
    expect(await page.locator('.notice').count(), name).toBe(0)
    const counts = numbersIn((await page.locator('footer p').textContent())?.split(/ source/)[0] ?? '')
    expect(counts.length, name).toBeGreaterThan(0)
    expect(counts, name).not.toContain(0)
    const isMap = (await page.locator('.picture.map').count()) > 0
    if (!isMap) expect(counts[0], name).toBe(Math.max(reply.total ?? 0, reply.rows.length))
    expect(await page.locator('.stage svg text, .stage td').count(), name).toBeGreaterThan(1)
  }
  expect(errors).toEqual([])
  await close()
})

test('a mark of a picture selects the two that it is about, whose claims the panel shows', async () => {
  const { page, errors, close } = await tests.visit()
  await page.goto(`${tests.app.url}?q=who-joined&organisation=openai`)
  await page.locator('.answer-picture a[href*="one=ilya-sutskever"]').first().click()
  await page.locator('h2.ends').getByText('Ilya Sutskever').waitFor()
  await page.locator('.claim').first().waitFor()
  expect(new URL(page.url()).searchParams.getAll('select')).toEqual(['ilya-sutskever', 'openai'])
  await page.goBack()
  await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
  expect(errors).toEqual([])
  await close()
})

test('the picture is as wide as its place, and never wider than the screen of a phone', async () => {
  const { page, close } = await tests.visit({ viewport: { width: 390, height: 844 } })
  await page.goto(`${tests.app.url}?q=flows&organisation=openai`)
  const svg = page.locator('.answer-picture svg')
  await svg.waitFor()
  expect(Number(await svg.getAttribute('width'))).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect.poll(async () => Number(await svg.getAttribute('width'))).toBeGreaterThan(700)
  await close()
})

test('a phone shows rows below a picture, keeps the first column in sight, and cuts no text', async () => {
  const { page, close } = await tests.visit({ viewport: { width: 390, height: 844 } })
  await page.goto(`${tests.app.url}?q=retention&organisation=openai&at=2024`)
  await page.locator('tr[data-row]').first().waitFor()
  const answer = page.locator('.answer')
  await answer.evaluate(element => element.scrollTo(0, element.scrollHeight))
  await answer.scrollIntoViewIfNeeded()
  const seen = () =>
    page.locator('tr[data-row]').evaluateAll(rows => {
      const frame = document.querySelector('.answer')?.getBoundingClientRect() ?? new DOMRect()
      const boxes = rows.map(row => row.getBoundingClientRect())
      return boxes.filter(({ top, bottom }) => top >= frame.top && bottom <= frame.bottom).length
    })
  await expect.poll(seen).toBeGreaterThan(10)
  await page.goto(`${tests.app.url}?q=where-they-went&organisation=openai&view=table`)
  const cells = page.locator('.answer-rows tbody tr[data-row] td')
  await cells.first().waitFor()
  const cut = await cells.evaluateAll(all => all.filter(cell => cell.scrollWidth > cell.clientWidth).length)
  expect(cut).toBe(0)
  await answer.evaluate(element => element.scrollTo(element.scrollWidth, 0))
  expect((await cells.first().boundingBox())?.x).toBe(0)
  const destination = page.locator('.answer-rows tbody').getByRole('link', { name: 'DeepMind' })
  expect((await destination.boundingBox())?.x).toBeGreaterThan(100)
  await close()
})

test('the table is sorted by its headers with the keyboard, filtered, and shows the columns that the reader chooses', async () => {
  const { page, errors, close } = await tests.visit()
  await page.goto(`${tests.app.url}?q=who-left&organisation=openai&view=table`)
  const table = page.locator('.answer-rows table')
  const header = table.getByRole('button', { name: 'Person' })
  await header.focus()
  await page.keyboard.press('Enter')
  expect(await table.getByRole('columnheader', { name: 'Person' }).getAttribute('aria-sort')).toBe('ascending')
  const names = async () => (await table.locator('tbody tr td:first-child').allInnerTexts()).map(text => text.trim())
  const sorted = await names()
  expect(sorted).toEqual(sorted.toSorted((a, b) => a.localeCompare(b, 'en')))
  await page.keyboard.press('Enter')
  expect(await names()).toEqual(sorted.toReversed())
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('leike')
  expect(await names()).toEqual(['Jan Leike'])
  await table.getByRole('link', { name: 'Jan Leike' }).click()
  await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('table')
  expect(await names()).toEqual(['Jan Leike'])
  const heads = await table.locator('th').count()
  await page.locator('.column-choice summary').click()
  await page.getByLabel('At', { exact: true }).uncheck()
  expect(await table.locator('th').count()).toBe(heads - 1)
  expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
    '/api/queries/who-left.csv?organisation=openai',
  )
  expect(errors).toEqual([])
  await close()
})

test('a table of many rows keeps few of them in the document and reaches the last one by scrolling', async () => {
  const { page, close } = await tests.visit()
  const row = (at: number) => ({ person: { id: `p${at}`, name: `Person ${at}` } })
  await page.route('**/api/queries/who-joined**', async route => {
    const response = await route.fetch()
    const body = (await response.json()) as Reply
    const rows = Array.from({ length: 5000 }, (_, at) => ({ ...body.rows[0], ...row(at) }))
    await route.fulfill({ response, json: { ...body, rows, total: 5000 } })
  })
  await page.goto(`${tests.app.url}?q=who-joined&organisation=openai&view=table`)
  await page.locator('tr[data-row="1"]').waitFor()
  expect(await page.locator('tr[data-row]').count()).toBeLessThan(100)
  await page.locator('.answer').evaluate(element => element.scrollTo(0, element.scrollHeight))
  await page.locator('tr[data-row="5000"]').waitFor()
  await close()
})
