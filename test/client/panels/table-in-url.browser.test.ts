import { expect, test } from 'vitest'
import { isPageFault, openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest(isPageFault)

const open = async (search: string) => {
  await tests.visited.page.goto(`${tests.app.url}${search}`)
  await tests.visited.page.locator('tr[data-row]').first().waitFor()
}
const param = (name: string) => new URL(tests.visited.page.url()).searchParams.get(name)
const table = () => tests.visited.page.locator('.answer-rows table')
const names = async () => (await table().locator('tbody tr td:first-child').allInnerTexts()).map(text => text.trim())
const entries = () => tests.visited.page.evaluate(() => window.history.length)

test('the order, the filter and the columns of a table are in the URL, one entry for each change, and Back restores them', async () => {
  const { page } = tests.visited
  await open('?q=who-left&organisation=openai&view=table')
  const before = await entries()
  const all = await names()
  const header = table().getByRole('button', { name: 'Person' })
  await header.click()
  await header.click()
  expect(param('sort')).toBe('-person')
  const descending = await names()
  const filter = page.getByRole('searchbox', { name: 'Filter rows' })
  await filter.pressSequentially('leike')
  expect(param('filter')).toBe('leike')
  await filter.press('Enter')
  await page.locator('.column-choice summary').click()
  await page.getByLabel('At', { exact: true }).uncheck()
  expect(param('columns')?.split(',')).not.toContain('at')
  expect(await entries()).toBe(before + 4)
  const heads = await table().locator('th').count()

  await page.goBack()
  await expect.poll(() => table().locator('th').count()).toBe(heads + 1)
  expect([param('filter'), await names()]).toEqual(['leike', ['Jan Leike']])
  await page.goBack()
  await expect.poll(names).toEqual(descending)
  expect(param('filter')).toBeNull()
  await page.goBack()
  await page.goBack()
  await expect.poll(names).toEqual(all)
})

test('what is typed after Back is a new entry, and does not replace the one that Back opened', async () => {
  const { page } = tests.visited
  await open('?q=who-left&organisation=openai&view=table')
  const filter = page.getByRole('searchbox', { name: 'Filter rows' })
  await filter.fill('jan')
  await filter.blur()
  await filter.fill('leike')
  await page.goBack()
  await expect.poll(() => param('filter')).toBe('jan')
  await filter.fill('karpathy')
  await page.goBack()
  await expect.poll(() => param('filter')).toBe('jan')
})

test('a link opens a table as its sender saw it, the switch to the picture keeps it, and another question begins anew', async () => {
  const { page } = tests.visited
  await open('?q=who-left&organisation=openai&view=table&sort=-person&filter=jan&columns=person,on')
  expect(await table().locator('th').allInnerTexts()).toEqual(['Person ▼', 'On'])
  const rows = await names()
  expect(rows.length).toBeGreaterThan(0)
  await page.locator('header').getByRole('link', { name: 'Timeline' }).click()
  await page.locator('.answer-picture svg').waitFor()
  expect([param('sort'), param('filter'), param('columns')]).toEqual(['-person', 'jan', 'person,on'])
  expect(await names()).toEqual(rows)
  await page.evaluate(() => window.__whoLeftWhere?.explorer.open('who-joined', { organisation: 'openai' }))
  expect([param('q'), param('sort'), param('filter'), param('columns')]).toEqual(['who-joined', null, null, null])
})

test('a link with an unknown column says so, and offers the closest one', async () => {
  const { page } = tests.visited
  await open('?q=who-left&organisation=openai&view=table&sort=-persn&columns=person,on')
  const notice = page.locator('.link-notice')
  await notice.getByText('The table has no column “persn”.').waitFor()
  await notice.getByRole('link', { name: 'Did you mean person?' }).click()
  expect(await table().getByRole('columnheader', { name: 'Person' }).getAttribute('aria-sort')).toBe('descending')
  expect(param('sort')).toBe('-person')
  expect(await notice.count()).toBe(0)
})

test('an embed shows a table in the order, with the filter and with the columns of its URL', async () => {
  const { page } = tests.visited
  const search = '?q=who-left&organisation=openai&view=table&sort=person&columns=person,on&at=2024-03-01&absent=hide'
  await page.goto(`${tests.app.url}embed${search}`)
  const cells = page.locator('.rows td:first-child')
  await cells.first().waitFor()
  const shown = await cells.allInnerTexts()
  expect(shown.length).toBeGreaterThan(0)
  expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, 'en')))
  expect(await page.locator('.rows th').allInnerTexts()).toEqual(['Person', 'On', 'Sources'])
  expect(await page.locator('.rows p').first().innerText()).toMatch(/^On 1 March 2024: \d+ of \d+ rows surely/)
  expect(await page.locator('.stage svg').count()).toBe(0)
  await page.goto(`${tests.app.url}embed?view=table`)
  await page.locator('.rows td').first().waitFor()
})
