import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { en } from '../../../client/i18n/en.ts'
import { frameMarkup } from '../../../client/store/share-markup.ts'
import { openForFile } from '../../setup/browser.ts'

const { share: words } = en.page
const tests = openForFile()

test('the dialog previews what readers get, gives markup for it, and saves a file that needs no server', async () => {
  const { page, errors, close } = await tests.visit()
  await page.goto(`${tests.app.url}?q=who-left&organisation=openai&at=2024-06`)
  await page.getByRole('button', { name: words.title, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: words.title })
  const preview = page.frameLocator('.share-dialog iframe.preview')
  await preview.getByRole('heading', { name: /^Who left OpenAI/ }).waitFor()
  await dialog.getByLabel(words.theme).selectOption('dark')
  await dialog.getByLabel(en.page.view.label).selectOption('picture')
  const src = `${tests.app.url}embed?q=who-left&organisation=openai&at=2024-06&lang=en&view=picture&theme=dark&time=1`
  const markup = dialog.getByRole('textbox', { name: words.frame })
  await expect
    .poll(async () => new URL(/src="([^"]*)"/.exec(await markup.inputValue())?.[1]?.replaceAll('&amp;', '&') ?? 'x:'))
    .toMatchObject({ pathname: '/embed' })
  const shown = new URL(/src="([^"]*)"/.exec(await markup.inputValue())?.[1]?.replaceAll('&amp;', '&') ?? 'x:')
  expect(Object.fromEntries(shown.searchParams)).toEqual(Object.fromEntries(new URL(src).searchParams))
  await preview.locator('html[data-theme="dark"]').waitFor()
  await preview.getByRole('slider').waitFor()

  await dialog.getByLabel(words.pinned).check()
  await preview.getByText('Published on').waitFor()
  await preview.getByRole('slider').waitFor()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('link', { name: words.save }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('who-left-openai.html')
  expect(await readFile(await file.path(), 'utf8')).toContain('data-pinned="')
  expect(await dialog.getByRole('textbox', { name: words.fileFrame }).inputValue()).toContain(
    'src="who-left-openai.html"',
  )
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog.count()).toBe(0)

  const story = new URLSearchParams([
    ['story', 'at:2024-06 | One'],
    ['story', 'at:2024-12 clock:known | Two'],
    ['step', '2'],
  ])
  await page.goto(`${tests.app.url}?${story}#share`)
  const steps = dialog.getByRole('combobox', { name: en.page.steps.title })
  await preview.locator('.story-caption').getByText('Two').waitFor()
  await steps.selectOption('from step 1: One')
  await preview.locator('.story-caption').getByText('One').waitFor()
  await steps.selectOption(words.noStory)
  await preview.locator('footer').waitFor()
  await expect.poll(() => preview.locator('.story').count()).toBe(0)
  await dialog.getByRole('combobox', { name: words.width }).selectOption('640')
  const element = dialog.getByRole('textbox', { name: words.element })
  await expect.poll(() => element.inputValue()).toContain('style="max-width: 640px"')

  await page.goto(`${tests.app.url}?q=flows#share`)
  await dialog.waitFor()
  await preview.getByRole('heading', { name: 'Flows' }).waitFor()
  await close()
  expect(errors).toEqual([])
})

test('titles and addresses cannot leave the markup', () => {
  expect(frameMarkup('/embed?q="><script>', '"><img src=x onerror=alert(1)>', { width: '100%', height: 300 })).toBe(
    '<iframe src="/embed?q=&quot;&gt;&lt;script&gt;" title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" width="100%" height="300" frameborder="0" loading="lazy"></iframe>',
  )
})
