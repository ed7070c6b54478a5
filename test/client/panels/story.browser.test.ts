import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { mapColours } from '../../../client/style/theme.ts'
import { clickNode, drawnNodes, openForFile } from '../../setup/browser.ts'

const { steps: words } = dictionary.page
const light = mapColours('light')
const tests = openForFile()

test('a story is made of what is shown, played by keyboard, kept in the URL and a file, and no cut file harms it', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 } })
  /** The nodes that are drawn with their own colour, and so not faint. */
  const vivid = () =>
    page.evaluate(
      faint => {
        const { view } = window.__whoLeftWhere ?? {}
        const colourOf = (id: string) => view?.sigma.getNodeDisplayData(id)?.color ?? ''
        return view?.graph.filterNodes(id => !faint.includes(colourOf(id))).toSorted()
      },
      [light.faded.node, light.absent.node],
    )
  const search = () => new URL(page.url()).searchParams
  await page.goto(`${tests.app.url}?at=2024-06`)
  await drawnNodes(page)
  const menu = page.locator('.story-menu > summary')
  const add = page.getByRole('button', { name: words.add })

  await clickNode(page, 'ilya-sutskever')
  await menu.click()
  await add.click()
  await page.getByLabel('Caption of step 1').fill('Sutskever | leaves')
  await page.getByRole('button', { name: 'Show step 1' }).focus()
  await expect.poll(() => search().getAll('story')).toEqual(['at:2024-06 node:ilya-sutskever | Sutskever | leaves'])
  await page.evaluate(() =>
    window.__whoLeftWhere?.explorer.navigate({ at: '2024-12', select: ['jan-leike', 'openai'] }),
  )
  await add.click()
  await page.getByLabel('Caption of step 2').fill('Leike too')
  await page.getByRole('button', { name: 'Move step 2 up' }).click()
  await expect.poll(() => search().getAll('story')[0]).toBe('at:2024-12 line:jan-leike,openai | Leike too')

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: words.save }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  const file = page.locator('.story-form input[type=file]')
  const before = page.url()
  await file.setInputFiles({ name: 'cut.json', mimeType: 'application/json', buffer: Buffer.from(text.slice(0, 150)) })
  await page
    .getByRole('alert')
    .filter({ hasText: /cut\.json cannot be opened: line \d+, column \d+: / })
    .waitFor()
  expect(page.url()).toBe(before)

  await page.getByRole('button', { name: words.play, exact: true }).click()
  const player = page.locator('.story-player')
  await player.getByText('1 of 2').waitFor()
  await expect.poll(vivid).toEqual(['jan-leike', 'openai'])
  await page.keyboard.press('ArrowRight')
  await player.getByText('Sutskever | leaves').waitFor()
  expect(search().get('step')).toBe('2')
  expect(search().has('at')).toBe(false)
  await expect
    .poll(() => page.evaluate(() => window.__whoLeftWhere?.explorer.store.getState().location.at))
    .toBe('2024-06')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await player.getByText('1 of 2').waitFor()
  await page.reload()
  await player.getByText('Leike too').waitFor()
  await page.keyboard.press('Escape')
  await player.waitFor({ state: 'detached' })

  await page.goto(tests.app.url)
  await menu.click()
  await file.setInputFiles({ name: 'story.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await page.getByText('Story (2 steps)').waitFor()
  expect(search().getAll('story')).toHaveLength(2)

  // Too long for a URL: kept with the entry of the history.
  const steps = Array.from({ length: 20 }, (_, at) => ({
    ...{ caption: `${at} ${'x'.repeat(450)}`, at: '2024-06', vs: '2024-12', clock: 'known' },
  }))
  const long = JSON.stringify({ format: 'who-left-where-story', view: '', steps })
  await file.setInputFiles({ name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(long) })
  await page.getByText('Story (20 steps)').waitFor()
  expect(search().has('story')).toBe(false)
  await page.goBack()
  await page.getByText('Story (2 steps)').waitFor()
  await page.goForward()
  await page.reload()
  await page.getByText('Story (20 steps)').waitFor()
  await menu.click()
  await page.getByRole('button', { name: words.play, exact: true }).click()
  await player.getByText('1 of 20').waitFor()
  expect([search().get('at'), search().get('vs'), search().get('clock')]).toEqual(['2024-06', '2024-12', 'known'])
  await page.keyboard.press('Escape')
  await page.goto(`${tests.app.url}?story=at%3A2024-06+node`)
  await page.getByText('expected "|" before the caption').waitFor()
  expect(errors).toEqual([])
  await close()
})
