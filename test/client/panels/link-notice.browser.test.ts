import { expect, test } from 'vitest'
import { drawnNodes, isPageFault, openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest(isPageFault)

test('a broken link opens what it can, and lists what it could not until dismissed', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?select=lilian-wang&select=openai&select=meta&camera=1,2&view=globe&limt=9`)
  expect(await drawnNodes(page)).toContain('openai')
  const notice = page.locator('.link-notice')
  await notice.getByText('“lilian-wang” is not on this map.').waitFor()
  const lines = (await notice.locator('li').allInnerTexts()).map(line => line.split(/[.?]/)[0])
  expect(lines).toEqual([
    'The question has no parameter “limt”',
    'At most two can be selected',
    'The position “1,2” is not readable',
    'There is no view “globe”',
    '“lilian-wang” is not on this map',
  ])
  await notice.getByRole('link', { name: 'Lilian Weng' }).click()
  await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  expect(await notice.getByText('lilian-wang').count()).toBe(0)
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  expect(await notice.count()).toBe(0)
})

test('a link to an unknown question offers the closest ones with the same parameters', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?q=who-lef&organisation=openai`)
  await page.locator('.link-notice').getByRole('link', { name: 'Who left' }).click()
  expect(await drawnNodes(page)).toContain('openai')
  expect(new URL(page.url()).search).toBe('?q=who-left&organisation=openai')
  expect(await page.locator('.link-notice').count()).toBe(0)
})

test('a misspelt parameter is one click away from the right one', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?q=career&persn=jan-leike`)
  await page.locator('.link-notice').getByRole('link', { name: 'Did you mean person?' }).click()
  await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
})

test.each([
  [1280, 800],
  [390, 844],
])(
  'the first screen of %i by %i pixels says in a sentence who left, for where, and by how many sources',
  async (width, height) => {
    const { page, close } = await tests.visit({ viewport: { width, height } })
    await page.goto(tests.app.url)
    const story = page.locator('.lead')
    await story.getByText(/sources say so/).waitFor()
    const answer = await fetch(`${tests.app.url}api/queries/who-left?organisation=openai`)
    const { rows } = (await answer.json()) as {
      rows: { person: { id: string }; status: string; scheduledAsOf: string | null }[]
    }
    const left = new Set(
      rows.flatMap(({ person, status, scheduledAsOf }) =>
        /confirmed|reported/.test(status) && scheduledAsOf === null ? person.id : [],
      ),
    )
    expect(await story.innerText()).toMatch(
      new RegExp(
        `^${left.size} people left OpenAI between .+, and 1 is to leave, as reported on .+\\. Known next places: .+\\. 1 person returned to OpenAI\\. \\d+ sources say so, the newest from .+\\.$`,
      ),
    )
    const box = await story.boundingBox()
    expect((box?.y ?? height) + (box?.height ?? height)).toBeLessThan(height / 2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await close()
  },
)
