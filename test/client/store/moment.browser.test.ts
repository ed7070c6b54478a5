import { describe, expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { DOUBTFUL_DASH } from '../../../client/style/theme.ts'
import { openMapTests } from '../../setup/map-tests.ts'

const en = dictionary.page.time

const { tests, open, ask, inUrl, sentence, drawn } = openMapTests()

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
      for (const [id, { dash }] of of('possible')) expect([id, dash]).toEqual([id, DOUBTFUL_DASH])
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
    await page.locator('.changes summary').click()
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

    const { rows } = await ask(`${asked}&from=${from}`)
    const idsOf = (some: typeof rows) => new Set(some.map(({ person }) => (person as { id: string }).id))
    const inside = idsOf(rows)
    // In where-they-went, the certainty is that of the destination.
    const sure = question === 'who-left' ? idsOf(rows.filter(({ certainty }) => certainty === 'definite')) : inside
    const all = new Set((await ask(asked)).rows.map(({ person }) => (person as { id: string }).id))
    expect(inside.size).toBeGreaterThan(0)
    expect(inside.size).toBeLessThan(all.size)
    const isInside = (line: string) => line.split(' ').some(end => inside.has(end))
    const colours = (inWindow: boolean) =>
      new Set(Object.entries(now.lines).flatMap(([id, { colour }]) => (isInside(id) === inWindow ? [colour] : [])))
    expect(colours(false).size).toBe(1)
    for (const colour of colours(false)) expect(colours(true)).not.toContain(colour)
    const numbers =
      sure.size < inside.size ? `${sure.size} surely, ${inside.size - sure.size} possibly,` : `${inside.size}`
    expect(await sentence().innerText()).toContain(`Window from October 2024: ${numbers} of ${all.size} people`)
    if (question === 'who-left')
      for (const [id, { dash, heads }] of Object.entries(now.lines).filter(([line]) => isInside(line)))
        if (!id.split(' ').some(end => sure.has(end)))
          expect([id, dash, heads]).toEqual([id, DOUBTFUL_DASH, [true, false]])
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
    // A departure without a date can lie in any window.
    const { rows } = await ask('who-left?organisation=openai&to=1900')
    expect(rows.map(({ earliest, certainty }) => [earliest, certainty])).toEqual(rows.map(() => [null, 'possible']))
    const words = await sentence().innerText()
    expect(words).toContain(`Window up to 1900: 0 surely, ${rows.length} possibly, of ${places.length - 1} people`)
    expect(words).toContain('It ends before all dates of the map')
    expect(await page.locator('.notice').count()).toBe(0)
  })

  test('who possibly left in the window makes the number of a destination possible, and not the destination', async () => {
    await open('?q=who-left&organisation=openai&select=openai&from=2024-05&to=2024-10')
    const { rows } = await ask('who-left?organisation=openai&from=2024-05&to=2024-10')
    const brooks = rows.find(({ person }) => (person as { id: string }).id === 'tim-brooks')
    expect(brooks?.certainty).toBe('possible')
    const panel = tests.visited.page.locator('.panel')
    expect(await panel.locator('.leaver[data-person=tim-brooks] .went').innerText()).toMatch(/DeepMind\s*$/)
    const number = panel.locator('.destinations li', { hasText: 'DeepMind' }).locator('.number')
    expect(await number.innerText()).toBe('0–1')
  })

  test('a date acts within the window', async () => {
    await open('?q=who-left&organisation=openai&select=&from=2024-10&at=2024-01-01')
    const { rows } = await ask('who-left?organisation=openai&from=2024-10')
    const people = new Set(rows.map(({ person }) => (person as { id: string }).id)).size
    const [, definite, possible] =
      /: (\d+) surely there, (\d+) possibly/.exec(await sentence().first().innerText()) ?? []
    expect(Number(definite) + Number(possible)).toBe(people)
    const window = await tests.visited.page.locator('.window-sentence').innerText()
    const [, sure, unsure] = /: (\d+) surely, (\d+) possibly, of \d+ people/.exec(window) ?? []
    expect(Number(sure) + Number(unsure)).toBe(people)
  })
})
