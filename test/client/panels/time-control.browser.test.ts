import { describe, expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { zh } from '../../../client/i18n/zh.ts'
import { DOUBTFUL_DASH } from '../../../client/style/theme.ts'
import type { WireNode } from '../../../cypher/wire.ts'
import { drawnNodes } from '../../setup/browser.ts'
import { openMapTests } from '../../setup/map-tests.ts'

const en = dictionary.page.time

const { tests, open, ask, inUrl, sentence, drawn } = openMapTests()

const slider = () => tests.visited.page.getByRole('slider')

/** The people at any organisation of the map, with the better certainty of each, as present-at answers. */
async function presentOn(day: string): Promise<{ people: Map<string, string>; lines: Map<string, string> }> {
  const nodes = (await ask('overview')).rows.flatMap(({ source, target }) => [source, target] as (WireNode | null)[])
  const organisations = new Set(
    nodes.flatMap(node => (node?.labels.includes('Organisation') ? String(node.properties.id) : [])),
  )
  const people = new Map<string, string>()
  const lines = new Map<string, string>()
  for (const organisation of organisations)
    for (const { person, certainty } of (await ask(`present-at?organisation=${organisation}&on=${day}`)).rows) {
      const { id } = person as { id: string }
      if (people.get(id) !== 'definite') people.set(id, String(certainty))
      lines.set([id, organisation].toSorted().join(' '), String(certainty))
    }
  return { people, lines }
}

describe('date of the map', () => {
  test('the map as of a date draws what present-at answers, says the numbers, and moves no node', async () => {
    const { page } = tests.visited
    await open('?select=')
    const before = await drawn()
    await open('?select=&at=2023-12-01')
    const now = await drawn()
    expect(now.places).toEqual(before.places)

    const { people, lines } = await presentOn('2023-12-01')
    const of = (certainty: string) => [...people.values()].filter(one => one === certainty).length
    expect(of('definite')).toBeGreaterThan(0)
    expect(of('possible')).toBeGreaterThan(0)
    expect(await sentence().innerText()).toBe(
      `On 1 December 2023: ${of('definite')} surely there, ${of('possible')} possibly`,
    )
    await page.locator('.caption').getByText(`${people.size} people`).waitFor()
    const absent = Object.entries(now.lines).filter(([id, { kind }]) => !lines.has(id) && kind !== 'part-of')
    const faint = new Set(absent.map(([, { colour }]) => colour))
    expect(faint.size).toBe(1)
    for (const [id, certainty] of lines) {
      expect([id, now.lines[id]?.dash]).toEqual([id, certainty === 'possible' ? DOUBTFUL_DASH : null])
      expect(faint).not.toContain(now.lines[id]?.colour)
    }
  })

  test('arrow keys step by the chosen unit, and several keys in a row are one entry of the history', async () => {
    const { page } = tests.visited
    await open('?at=2023-12-15')
    await slider().focus()
    for (const [key, day] of [
      ['ArrowRight', '2024-01-01'],
      ['ArrowRight', '2024-02-01'],
      ['ArrowLeft', '2024-01-01'],
      ['PageDown', '2023-01-01'],
      ['PageUp', '2024-01-01'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await page.evaluate(() => window.__whoLeftWhere?.explorer.store.getState().location.at)).toBe(day)
    }
    expect(await slider().getAttribute('aria-valuetext')).toBe('1 January 2024')
    await expect.poll(() => inUrl('at')).toBe('2024-01-01')
    await page.getByLabel(en.step).selectOption('day')
    await slider().focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => inUrl('at')).toBe('2023-12-31')
    await page.goBack()
    expect(inUrl('at')).toBe('2024-01-01')
    await page.goBack()
    expect(inUrl('at')).toBe('2023-12-15')
    await expect.poll(() => slider().getAttribute('aria-valuetext')).toBe('15 December 2023')
  })

  test('Home and End go to the first and the last date of the map, and All dates ends it', async () => {
    const { page } = tests.visited
    await open('')
    await page.getByRole('button', { name: en.choose }).click()
    const ends = await page.locator('.time .ends span').allTextContents()
    await slider().focus()
    for (const [key, end] of [
      ['Home', 0],
      ['End', 1],
    ] as const) {
      await page.keyboard.press(key)
      expect(await slider().getAttribute('aria-valuetext')).toBe(ends[end])
    }
    await page.getByRole('link', { name: en.all }).click()
    await slider().waitFor({ state: 'detached' })
    expect(inUrl('at')).toBeNull()
  })

  test('two dates list who joined and left between them, and each change opens its evidence', async () => {
    const { page } = tests.visited
    await open('?at=2023-12-01')
    await page.getByLabel(en.second).fill('2024-12-01')
    await page.keyboard.press('Enter')
    await page.locator('summary').getByText(en.changes).click()
    const [before, after] = [await presentOn('2023-12-01'), await presentOn('2024-12-01')]
    const gone = [...before.lines].filter(([id, certainty]) => certainty === 'definite' && !after.lines.has(id))
    expect(gone.length).toBeGreaterThan(0)
    const sure = page.locator('.changes li[data-change=left][data-certainty=definite]')
    expect(await sure.count()).toBe(gone.length)
    expect(await sentence().innerText()).toContain(`${gone.length} left (and `)
    await sure.getByRole('link').first().click()
    await page.locator('h2.ends').waitFor()
    await page.locator('.claim .source a').first().waitFor()
    expect(inUrl('vs')).toBe('2024-12-01')
  })

  test('a comparison has one legend, which says what its colours mean', async () => {
    const { page } = tests.visited
    await open('?at=2023-01&vs=2024-12')
    const words = await page.locator('.legend li').allInnerTexts()
    const { joined, left, unchanged, absent } = en.true.change
    expect(words).toEqual(expect.arrayContaining([joined, left, unchanged, en.true.dashed.two, absent]))
    expect(words).not.toContain(dictionary.page.legend.doubtful)
    expect(await page.getByText(absent, { exact: true }).count()).toBe(1)
    await page.getByRole('link', { name: en.all }).click()
    await page.locator('.legend li', { hasText: dictionary.page.legend.doubtful }).waitFor()
  })

  test('on a phone, a node out of focus or absent has a name only if every node in focus has one', async () => {
    const { page } = tests.visited
    await page.setViewportSize({ width: 390, height: 844 })
    await open('?at=2023-01&vs=2024-12&select=openai')
    const names = await page.evaluate(() => {
      const view = window.__whoLeftWhere?.view
      const drawn = view?.drawnLabels() ?? new Set<string>()
      return view?.graph.mapNodes(id => {
        const { zIndex } = view.sigma.getNodeDisplayData(id) ?? { zIndex: 0 }
        return { named: drawn.has(id), faded: zIndex === 0 }
      })
    })
    const of = (faded: boolean) => (names ?? []).filter(one => one.faded === faded)
    expect(of(false).some(({ named }) => named)).toBe(true)
    expect(of(false).some(({ named }) => !named)).toBe(true)
    expect(of(true).filter(({ named }) => named)).toEqual([])
  })

  test.each([
    ['1850', 'before', '1850: 0 surely there all the time, '],
    ['9999-12-31', 'after', 'On 31 December 9999: 0 surely there'],
  ])('a date beyond all data is answered with a sentence: %s', async (at, side, words) => {
    await open(`?at=${at}&absent=hide&select=openai`)
    const text = await sentence().innerText()
    expect(text).toContain(words)
    expect(text).toContain(`This is ${side} all dates of the map`)
    const { hidden, places } = await drawn()
    expect(hidden.length).toBeGreaterThan(0)
    expect(hidden.length).toBeLessThan(places.length)
  })

  test('the list gives the certainty of people and the numbers of organisations at the date', async () => {
    const { page } = tests.visited
    const nodes = await open('?view=list&at=2023-12-01')
    const { rows } = await ask('present-at?organisation=openai&on=2023-12-01')
    const of = (certainty: string) => rows.filter(row => row.certainty === certainty).length
    const list = page.locator('.network-list')
    await list
      .locator('li', { hasText: /^\s*OpenAI/ })
      .first()
      .getByText(`${of('definite')} surely, ${of('possible')} possibly`)
      .waitFor()
    expect(await list.getByRole('listitem').count()).toBe(nodes.length)
    await page.getByLabel(en.hideAbsent).check()
    await expect.poll(() => list.locator('li.absent').count()).toBe(0)
    expect(inUrl('absent')).toBe('hide')
  })

  test('text that is no date is refused beside its field, and the map keeps its date', async () => {
    const { page } = tests.visited
    await open('?at=2023-12')
    await page.getByLabel(en.date, { exact: true }).fill('last winter')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText(en.invalid).waitFor()
    expect(inUrl('at')).toBe('2023-12')
  })

  test('playing moves the date until it is paused, and is not offered if reduced motion is preferred', async () => {
    const { page } = tests.visited
    await open('?at=2020-01-01&lang=zh')
    expect(await sentence().innerText()).toMatch(/^2020年1月1日：\d+ 人确定在任，\d+ 人可能在任$/)
    await page.getByRole('button', { name: zh.page.time.play }).click()
    await expect.poll(() => sentence().innerText()).toContain('2020年3月1日')
    await page.getByRole('button', { name: zh.page.time.pause }).click()
    await expect.poll(() => inUrl('at')).toMatch(/^2020-0[3-9]-01$/)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open('?at=2020-01-01')
    expect(await page.getByRole('button', { name: en.play }).count()).toBe(0)
  })
})

test('going back while the map plays stops it at the date before', async () => {
  const { page } = tests.visited
  await open('?at=2020-01-01')
  await page.getByRole('button', { name: en.play }).click()
  await expect.poll(() => inUrl('at')).toMatch(/^2020-0[3-9]-01$/)
  await page.goBack()
  expect(inUrl('at')).toBe('2020-01-01')
  await page.getByRole('button', { name: en.play }).waitFor()
  await page.waitForTimeout(1500)
  expect(inUrl('at')).toBe('2020-01-01')
  expect(await sentence().innerText()).toContain('On 1 January 2020')
})

test('the control of time needs no more than the width of a phone', async () => {
  const { page, close } = await tests.visit({ viewport: { width: 390, height: 844 } })
  for (const search of [
    '?at=2023-12',
    '?at=2023-12-01&vs=2024-12&clock=known',
    '?q=who-left&organisation=openai&from=2024-10&at=2024',
  ]) {
    await page.goto(`${tests.app.url}${search}`)
    await drawnNodes(page)
    await page.locator('.time-sentence').first().waitFor()
    const widths = await page.locator('.time, .time *:not(svg *)').evaluateAll(elements =>
      elements.flatMap(element => {
        const { right, width } = element.getBoundingClientRect()
        return width > 0 && right > window.innerWidth + 0.5 ? [`${element.tagName} ${element.className} ${right}`] : []
      }),
    )
    expect([search, widths]).toEqual([search, []])
  }
  await close()
})
