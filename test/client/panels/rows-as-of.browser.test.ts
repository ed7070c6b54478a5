import { expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import type { Certainty } from '../../../cypher/dates/relations.ts'
import type { Reply } from '../../../cypher/wire.ts'
import { isPageFault, openForEachTest } from '../../setup/browser.ts'

const en = dictionary.page

const tests = openForEachTest(isPageFault)

const AT = '2024-03-01'
const ask = async (question: string): Promise<Reply> => (await fetch(`${tests.app.url}api/queries/${question}`)).json()

/** Each leaving with whether the person had left by the date, from the bounds that the API gives, in the order of the answer. */
async function leftBy(day: string): Promise<{ id: string; state: Certainty }[]> {
  const { rows } = await ask('who-left?organisation=openai')
  return rows.map(({ person, earliest, latest, status }) => {
    const isStated = status === 'confirmed' || status === 'reported'
    const isLater = typeof earliest === 'string' && earliest > day
    const isPast = typeof latest === 'string' && latest <= day && isStated
    return { id: (person as { id: string }).id, state: isLater ? 'no' : isPast ? 'definite' : 'possible' }
  })
}
const numbersOf = (rows: { state: Certainty }[]) => {
  const all = rows.map(({ state }) => state)
  return [all.filter(one => one === 'definite').length, all.length, all.filter(one => one === 'possible').length]
}

test('the list of leavers follows the date: surely, possibly in a word, and not as faint or hidden', async () => {
  const { page } = tests.visited
  const expected = await leftBy(AT)
  await page.goto(`${tests.app.url}?select=openai&at=${AT}`)
  const panel = page.locator('.panel')
  const sentence = panel.locator('.state-sentence')
  await sentence.waitFor()
  const [surely, all, possibly] = numbersOf(expected)
  expect(await sentence.innerText()).toContain(`On 1 March 2024: ${surely} of ${all} rows surely`)
  if (possibly) expect(await sentence.innerText()).toContain(`${possibly} possibly`)
  for (const [place, { id, state }] of expected.entries()) {
    const item = panel.locator('.leaver').nth(place)
    expect(await item.getAttribute('data-person')).toBe(id)
    expect(await item.getAttribute('class'), id).toBe(`leaver at-date ${state}`)
    const words = await item.innerText()
    expect([/not gone by then/.test(words), /possibly gone by then/.test(words)], id).toEqual([
      state === 'no',
      state === 'possible',
    ])
  }
  await page.goto(`${tests.app.url}?select=openai&at=${AT}&absent=hide`)
  await sentence.waitFor()
  expect(await panel.locator('.leaver').count()).toBe(expected.filter(({ state }) => state !== 'no').length)
  // What had been reported is a matter of the map alone.
  await page.goto(`${tests.app.url}?select=openai&at=${AT}&clock=known&absent=hide`)
  await panel.locator('.leaver').first().waitFor()
  expect(await sentence.innerText()).toBe(en.time.known.rows)
  expect([await panel.locator('.at-date').count(), await panel.locator('.leaver').count()]).toEqual([
    0,
    expected.length,
  ])
})

test('a career follows the date as the map does', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?select=lilian-weng&at=2019-06-01&lang=zh`)
  await page.locator('.panel .stay').first().waitFor()
  expect(await page.locator('.panel .state-sentence').innerText()).toMatch(/^2019年6月1日：共 \d+ 行，\d+ 行确定/)
  const { rows } = await ask('career?person=lilian-weng')
  const present = new Map<string, string>()
  for (const { organisation } of rows) {
    const { id } = organisation as { id: string }
    const answer = await ask(`present-at?organisation=${id}&on=2019-06-01`)
    const found = answer.rows.find(({ person }) => (person as { id: string }).id === 'lilian-weng')
    present.set(id, String(found?.certainty ?? 'no'))
  }
  for (const [id, state] of present)
    expect(await page.locator(`.panel .stay[data-organisation="${id}"]`).first().getAttribute('class'), id).toBe(
      `stay at-date ${state}`,
    )
})

test('a table and a picture follow the date, by the same numbers, and the control is below them', async () => {
  const { page } = tests.visited
  const expected = await leftBy(AT)
  const [surely, all] = numbersOf(expected)
  await page.goto(`${tests.app.url}?q=who-left&organisation=openai&view=picture&at=${AT}`)
  await page.locator('.answer-picture svg').waitFor()
  expect(await page.locator('.answer > .state-sentence').innerText()).toContain(`${surely} of ${all} rows surely`)
  expect(await page.locator('.answer-picture svg').textContent()).toContain(`${surely} of ${all} rows surely`)
  expect(await page.locator('.answer-rows th').first().innerText()).toBe('1 March 2024')
  const words = await page.locator('.answer-rows tbody tr[data-row] td:first-child').allInnerTexts()
  expect(words.filter(text => text === 'surely').length).toBe(surely)
  const control = page.getByRole('region', { name: 'Date of the map' })
  await control.getByLabel('Hide the absent').check()
  await page.locator('.answer-picture text', { hasText: 'are hidden.' }).waitFor()
  const shown = expected.filter(({ state }) => state !== 'no').length
  await expect.poll(() => page.locator('.answer-rows tbody tr[data-row]').count()).toBe(shown)
  await control.getByRole('slider').press('Home')
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBe(AT)
  await page.goBack()
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBe(AT)
})

test('the rows of the map as a table follow the date, and an answer without dates has no control', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?view=table&at=2020-01-01`)
  await page.locator('.answer-rows th').first().waitFor()
  expect(await page.locator('.answer-rows th').first().innerText()).toBe('1 January 2020')
  expect(await page.locator('.answer > .state-sentence').innerText()).toMatch(/^On 1 January 2020: \d+ of \d+ rows/)
  await page.goto(`${tests.app.url}?q=sources&at=2020-01-01`)
  await page.locator('.answer-rows th').first().waitFor()
  expect(await page.locator('.time').count()).toBe(0)
  expect(await page.locator('.answer > .state-sentence').count()).toBe(0)
})

test('of two dates, the panel says what each row is at both, and how many rows differ', async () => {
  const { page } = tests.visited
  const [first, second] = ['2024-03-01', '2024-08-01']
  const [before, after] = [await leftBy(first), await leftBy(second)]
  const changed = before.filter(({ state }, at) => state !== after[at]?.state).length
  expect(changed).toBeGreaterThan(1)
  // The order in the URL is not that of the dates.
  await page.goto(`${tests.app.url}?select=openai&at=${second}&vs=${first}`)
  const panel = page.locator('.panel')
  await panel.locator('.state-sentence').waitFor()
  const sentence = await panel.locator('.state-sentence').innerText()
  for (const [rows, day] of [
    [before, '1 March 2024'],
    [after, '1 August 2024'],
  ] as const)
    expect(sentence).toContain(`On ${day}: ${numbersOf(rows)[0]} of ${rows.length} rows surely`)
  expect(sentence.indexOf('1 March')).toBeLessThan(sentence.indexOf('1 August'))
  expect(sentence).toContain(`${changed} rows differ between the two dates.`)
  const words = { definite: 'gone by then', possible: 'possibly gone by then', no: 'not gone by then' }
  for (const [place, { id, state }] of before.entries()) {
    const then = after[place]?.state ?? 'no'
    const text = await panel.locator('.leaver').nth(place).innerText()
    const both = `1 March 2024: ${words[state]} → 1 August 2024: ${words[then]}`
    expect([id, text.includes(both)]).toEqual([id, state !== then])
  }
})

test('of two dates, a table has a column for each, and hides what is at neither', async () => {
  const { page } = tests.visited
  const [first, second] = ['2024-03-01', '2024-08-01']
  const [before, after] = [await leftBy(first), await leftBy(second)]
  for (const path of ['', 'embed']) {
    await page.goto(`${tests.app.url}${path}?q=who-left&organisation=openai&view=table&at=${second}&vs=${first}`)
    const rows = page.locator('tbody tr:not([aria-hidden])', { has: page.locator('td') })
    const firstTwo = (row: Element) => [...row.children].slice(0, 2).map(cell => cell.textContent)
    await page.getByText('1 March 2024').first().waitFor()
    expect(await page.locator('thead tr').evaluate(firstTwo)).toEqual(['1 March 2024', '1 August 2024'])
    const words = { definite: 'surely', possible: 'possibly', part: 'in part', no: 'not' }
    const seen = await rows.evaluateAll(all =>
      all.map(row => [...row.children].slice(0, 2).map(cell => cell.textContent)),
    )
    expect(seen).toEqual(before.map(({ state }, at) => [words[state], words[after[at]?.state ?? 'no']]))
    await page
      .getByText(/rows? differs? between the two dates/)
      .first()
      .waitFor()
  }
  await page.goto(`${tests.app.url}?q=who-left&organisation=openai&view=table&at=${second}&vs=${first}&absent=hide`)
  const either = before.filter(({ state }, at) => state !== 'no' || after[at]?.state !== 'no').length
  expect(either).toBeLessThan(before.length)
  await expect.poll(() => page.locator('.answer-rows tbody tr[data-row]').count()).toBe(either)
})

test('the second date is marked on the slider, or the slider says that it lies beyond its ends', async () => {
  const { page } = tests.visited
  const scale = page.locator('.time-slider')
  for (const [vs, words, marks] of [
    ['2024-08-01', 'Compared with 1 August 2024, marked below', 1],
    ['1850', 'Compared with 1850, which is before the beginning of this scale', 0],
    ['2999-01-01', 'Compared with 1 January 2999, which is after the end of this scale', 0],
  ] as const) {
    for (const view of ['', '&q=who-left&organisation=openai&view=picture']) {
      await page.goto(`${tests.app.url}?select=openai&at=2024-03-01&vs=${vs}${view}`)
      await scale.waitFor()
      expect([vs, view, await scale.locator('.compared').innerText()]).toEqual([vs, view, words])
      expect([vs, view, await scale.locator('.second').count()]).toEqual([vs, view, marks])
    }
  }
  await page.goto(`${tests.app.url}?select=openai&at=2024-03-01`)
  await scale.waitFor()
  expect(await scale.locator('.compared, .second').count()).toBe(0)
})

test('the panel of a line says what it is at both dates, and the change', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?select=lilian-weng&select=openai&at=2023-12-01&vs=2024-12-01`)
  await page.locator('h2.ends').waitFor()
  const chips = page.locator('.panel .chips').first()
  await chips.getByText('1 December 2023: surely there').waitFor()
  await chips.getByText('1 December 2024: not there').waitFor()
  await chips.getByText('left', { exact: true }).waitFor()
})
