import { expect, test } from 'vitest'
import { drawnNodes, openForEachTest } from '../../setup/browser.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

const tests = openForEachTest()

test('the list has every question, finds them by their words, and opens one with a completed name as one entry of the history', async () => {
  const { page } = tests.visited
  await page.goto(tests.app.url)
  await drawnNodes(page)
  const entries = await page.evaluate(() => window.history.length)
  await page.getByRole('button', { name: 'Questions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Questions' })
  expect(await dialog.locator('.question-choice').count()).toBe(SHIPPED_QUESTIONS.length)
  await dialog.getByRole('searchbox', { name: 'Find a question' }).fill('been in order')
  await dialog.getByRole('button', { name: /^Career/ }).click()
  const person = dialog.getByRole('combobox', { name: /^Person/ })
  await person.fill('翁荔')
  await dialog.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  expect(await person.inputValue()).toBe('Lilian Weng')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const { searchParams } = new URL(page.url())
  expect([searchParams.get('q'), searchParams.get('person')]).toEqual(['career', 'lilian-weng'])
  expect(await page.evaluate(() => window.history.length)).toBe(entries + 1)
  await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  await page.goBack()
  expect(await drawnNodes(page)).toContain('openai')
  expect(new URL(page.url()).search).toBe('')
})

test('a form is filled in from the selection, and Escape closes the list before anything else', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?select=anthropic`)
  await drawnNodes(page)
  await page.getByRole('button', { name: 'Questions' }).click()
  await page.getByRole('button', { name: /^Retention/ }).click()
  expect(await page.getByRole('combobox', { name: /^Organisation/ }).inputValue()).toBe('Anthropic')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Anthropic', level: 2 }).waitFor()
})
