import { expect, test } from 'vitest'
import { openMapTests } from '../../setup/map-tests.ts'

const { tests, open, inUrl } = openMapTests()

/** What the accessibility tree says of the last step. */
const said = () => tests.visited.page.locator('.spoken').ariaSnapshot()
const press = (key: string) => tests.visited.page.keyboard.press(key)

test('the keyboard reaches nodes and lines of the map, and each step is said and in the title', async () => {
  const { page } = tests.visited
  await open('?select=jan-leike')
  await expect.poll(said).toContain('Jan Leike, Person.')
  expect(await page.title()).toContain('Jan Leike · ')
  await page.locator('.canvas').focus()
  const first = await said()
  expect(first).toMatch(/joined: [^.]*Anthropic/)

  await press('l')
  await expect.poll(() => inUrl('select')).not.toBeNull()
  await expect.poll(said).toContain('Line: Jan Leike – ')
  const lines = new Set([await said()])
  for (let step = 0; step < 3; step++) {
    await press('l')
    await expect.poll(async () => lines.size < lines.add(await said()).size).toBe(true)
  }
  expect(lines.size).toBe(4)
  await press('l')
  await expect.poll(async () => [...lines][0] === (await said())).toBe(true)
  await press('Shift+L')
  await expect.poll(async () => [...lines][3] === (await said())).toBe(true)
  expect(await page.title()).toContain('Jan Leike – ')

  // From the line back to its node, and then to the whole map.
  await press('Escape')
  await expect.poll(said).toBe(first)
  await press('Escape')
  await expect.poll(said).not.toContain('Jan Leike')
  expect(await page.title()).toBe(
    'who left where — Who left which organisation, where they went, and which sources say so',
  )

  await press('ArrowRight')
  await expect.poll(said).toMatch(/, (Person|Organisation)\. /)
  const reached = await said()
  await press('Enter')
  await expect.poll(() => inUrl('select')).not.toBeNull()
  expect(await said()).toBe(reached)
})

test('the question mark lists the keys, and Escape closes the list', async () => {
  const { page } = tests.visited
  await open('')
  await page.locator('.canvas').focus()
  await press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys of the map' })
  await dialog.waitFor()
  expect(await dialog.ariaSnapshot()).toContain('the next or the previous line of the node')
  await press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('canvas')
})

test('the list has the lines of each node, and its actions', async () => {
  const { page } = tests.visited
  await open('?view=list')
  const entry = page.locator('.network-list li', { hasText: 'Jan Leike' }).first()
  await entry.locator('summary').click()
  const tree = await entry.ariaSnapshot()
  for (const part of ['Anthropic', 'Only neighbours', 'Pin', 'Hide']) expect(tree).toContain(part)
  await entry.getByRole('button', { name: /Hide/ }).click()
  await expect.poll(() => inUrl('hide')).toBe('jan-leike')
  expect(await page.locator('.network-list').textContent()).not.toContain('Jan Leike')
})

test('the choice of light or dark holds on all pages of the site, and is not in the address', async () => {
  const { page } = tests.visited
  await open('')
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.querySelector('header') ?? document.body).colorScheme)
  await page.locator('select.scheme').selectOption('dark')
  await expect.poll(paper).toBe('dark')
  expect(page.url()).not.toContain('dark')
  await page.goto(`${tests.app.url}q`)
  expect(await paper()).toBe('dark')
  await page.locator('select[data-schemes]').selectOption('system')
  await page.goto(tests.app.url)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined()
})
