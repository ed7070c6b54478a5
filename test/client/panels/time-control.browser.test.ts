import { describe, expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { zh } from '../../../client/i18n/zh.ts'
import type { Reply, WireNode } from '../../../cypher/wire.ts'
import { drawnNodes, openForEachTest } from '../../setup/browser.ts'

const en = dictionary.page.time

const tests = openForEachTest()

const open = async (search: string) => {
  await tests.visited.page.goto(`${tests.app.url}${search}`)
  return drawnNodes(tests.visited.page)
}
const ask = async (question: string): Promise<Reply> => (await fetch(`${tests.app.url}api/queries/${question}`)).json()
const inUrl = (name: string) => new URL(tests.visited.page.url()).searchParams.get(name)
const slider = () => tests.visited.page.getByRole('slider')
const sentence = () => tests.visited.page.locator('.time-sentence')

/** Where each node is, and how it and each line is drawn. */
const drawn = () =>
  tests.visited.page.evaluate(() => {
    const view = window.__whoLeftWhere?.view
    if (!view) throw new Error('nothing is drawn')
    const { graph, sigma } = view
    return {
      places: graph.mapNodes((id, { x, y }) => [id, x, y]),
      hidden: graph.filterNodes(id => sigma.getNodeDisplayData(id)?.hidden),
      lines: Object.fromEntries(
        graph.mapEdges(id => [
          id,
          {
            kind: graph.getEdgeAttribute(id, 'meaning').kind,
            type: sigma.getEdgeDisplayData(id)?.type,
            colour: sigma.getEdgeDisplayData(id)?.color,
          },
        ]),
      ),
    }
  })

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
      expect([id, now.lines[id]?.type?.endsWith(', doubtful')]).toEqual([id, certainty === 'possible'])
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
    await page.getByText(en.changes).click()
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

describe('clock of publication', () => {
  const states = async (on: string) => {
    const found = new Map<string, string>()
    for (const { person, at, certainty } of (await ask(`known-as-of?node=openai&on=${on}`)).rows) {
      const id = [(person as { id: string }).id, (at as { id: string }).id].toSorted().join(' ')
      if (found.get(id) !== 'definite') found.set(id, String(certainty))
    }
    return found
  }

  test.each(['2024-02-18', '2024-02-19', '2024-06-01', '2024-11', '2024-11-12'])(
    'the map as reported by %s draws what known-as-of answers, says the numbers, and moves no node',
    async at => {
      await open('?q=around&node=openai&select=')
      const before = await drawn()
      await open(`?q=around&node=openai&select=&at=${at}&clock=known`)
      await sentence().getByText('Reported by').waitFor()
      const now = await drawn()
      expect(now.places).toEqual(before.places)
      const known = await states(at)
      const people = Object.entries(now.lines).filter(([, { kind }]) => kind !== 'part-of')
      const of = (certainty: string) => people.filter(([id]) => known.get(id) === certainty)
      expect(people.length).toBeGreaterThan(10)
      expect(await sentence().innerText()).toContain(
        `: ${of('definite').length} surely, ${of('possible').length} possibly`,
      )
      const faint = new Set(people.filter(([id]) => !known.has(id)).map(([, { colour }]) => colour))
      expect(faint.size).toBeLessThanOrEqual(1)
      for (const [, { colour }] of [...of('definite'), ...of('possible')]) expect(faint).not.toContain(colour)
      for (const [id, { type }] of of('possible'))
        expect([id, type]).toEqual([id, expect.stringMatching(/, doubtful$/)])
    },
  )

  test('the reader chooses the clock, and compares what was reported by two dates', async () => {
    const { page } = tests.visited
    await open('?at=2024-03-01')
    const isTrue = await sentence().innerText()
    await page.getByLabel(en.clock).selectOption('known')
    await sentence().getByText('Reported by 1 March 2024').waitFor()
    expect(inUrl('clock')).toBe('known')
    await page.getByLabel(en.second).fill('2024-12-01')
    await page.keyboard.press('Enter')
    await page.getByText(en.changes, { exact: false }).first().click()
    const sure = page.locator('.changes li[data-change=reported][data-certainty=definite]')
    const [, count] = /(\d+) newly reported/.exec(await sentence().innerText()) ?? []
    expect(Number(count)).toBeGreaterThan(0)
    expect(await sure.count()).toBe(Number(count))
    expect(await page.locator('.changes li[data-change=left]').count()).toBe(0)
    await page.getByLabel(en.second).fill('')
    await page.keyboard.press('Enter')
    await page.getByLabel(en.clock).selectOption('true')
    await expect.poll(() => sentence().innerText()).toBe(isTrue)
    expect(inUrl('clock')).toBeNull()
  })
})

describe('window of the map', () => {
  test.each([
    ['who-left', '2024-10'],
    ['where-they-went', '2024-10'],
  ])('a window of %s moves no node, and draws what is outside faint or hidden', async (question, from) => {
    const { page } = tests.visited
    const asked = `${question}?organisation=openai`
    await open(`?q=${question}&organisation=openai&select=&view=graph`)
    const before = await drawn()
    await open(`?q=${question}&organisation=openai&select=&from=${from}`)
    const now = await drawn()
    expect(now.places).toEqual(before.places)

    const inside = new Set((await ask(`${asked}&from=${from}`)).rows.map(({ person }) => (person as { id: string }).id))
    const all = new Set((await ask(asked)).rows.map(({ person }) => (person as { id: string }).id))
    expect(inside.size).toBeGreaterThan(0)
    expect(inside.size).toBeLessThan(all.size)
    const isInside = (line: string) => line.split(' ').some(end => inside.has(end))
    const colours = (inWindow: boolean) =>
      new Set(Object.entries(now.lines).flatMap(([id, { colour }]) => (isInside(id) === inWindow ? [colour] : [])))
    expect(colours(false).size).toBe(1)
    for (const colour of colours(false)) expect(colours(true)).not.toContain(colour)
    expect(await sentence().innerText()).toContain(`Window from October 2024: ${inside.size} of ${all.size} people`)
    await page.locator('.caption').getByText(`${inside.size} people`).waitFor()

    await page.getByLabel(en.hideAbsent).check()
    const outside = [...all].filter(id => !inside.has(id))
    await expect.poll(async () => (await drawn()).hidden).toEqual(expect.arrayContaining(outside))
    await page.getByRole('link', { name: en.window.clear }).click()
    await expect.poll(async () => (await drawn()).hidden).toEqual([])
    expect(await drawn()).toEqual(before)
    expect([inUrl('from'), inUrl('absent')]).toEqual([null, null])
  })

  test('a window before all data says so in words and keeps the map', async () => {
    const { page } = tests.visited
    await open('?q=who-left&organisation=openai&select=')
    const { places } = await drawn()
    await open('?q=who-left&organisation=openai&select=&to=1900')
    expect((await drawn()).places).toEqual(places)
    const words = await sentence().innerText()
    expect(words).toContain(`Window up to 1900: 0 of ${places.length - 1} people`)
    expect(words).toContain('Nothing lies in this window.')
    expect(words).toContain('It ends before all dates of the map')
    expect(await page.locator('.notice').count()).toBe(0)
  })

  test('a date acts within the window', async () => {
    await open('?q=who-left&organisation=openai&select=&from=2024-10&at=2024-01-01')
    const { rows } = await ask('who-left?organisation=openai&from=2024-10')
    const people = new Set(rows.map(({ person }) => (person as { id: string }).id)).size
    const [, definite, possible] =
      /: (\d+) surely there, (\d+) possibly/.exec(await sentence().first().innerText()) ?? []
    expect(Number(definite) + Number(possible)).toBe(people)
    expect(await tests.visited.page.locator('.window-sentence').innerText()).toContain(`: ${people} of `)
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
