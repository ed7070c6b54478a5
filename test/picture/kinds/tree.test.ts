import { describe, expect, test } from 'vitest'
import { drawQuestion } from '../../setup/draw-question.ts'
import { textFaults } from '../../setup/svg-texts.ts'

const branch = (parent: string, organisation: string, person: string, lag: object, certainty = 'definite') => ({
  ...{ generation: 1, roles: [], left: null, joined: null, by: 'founded', claims: [], lag, certainty },
  ...{ parent: { id: parent, name: parent }, organisation: { id: organisation, name: organisation } },
  person: { id: person, name: person },
})

const ROWS = [
  branch('Mill', 'Forge', 'Ann', { min: 10, max: 20 }),
  branch('Mill', 'Forge', 'Bob', { min: 0, max: 5 }, 'possible'),
  branch('Mill', 'Kiln', 'Cy', { min: 400, max: null }),
  branch('Forge', 'Loom', 'Dee', { min: null, max: null }),
]

describe('a tree', () => {
  test('a tree has each child once, to the right of its parent and below it, with the time between on its line', async () => {
    const { texts } = await drawQuestion('lineage', ROWS)
    const placeOf = (words: string) => {
      const found = texts.filter(({ text }) => text === words)
      expect(found.map(({ text }) => text)).toEqual([words])
      return found[0] ?? { x: 0, y: 0 }
    }
    const [mill, forge, loom, kiln] = ['Mill', 'Forge', 'Loom', 'Kiln'].map(placeOf)
    expect(forge?.x).toBeGreaterThan(mill?.x ?? 0)
    expect(loom?.x).toBeGreaterThan(forge?.x ?? 0)
    expect(kiln?.x).toBe(forge?.x)
    expect([forge, loom, kiln].map(place => place?.y)).toEqual(
      [forge, loom, kiln].map(place => place?.y).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
    for (const [lag, child] of [
      ['10–20 days', forge],
      ['400 days or more', kiln],
      ['days unknown', loom],
    ] as const) {
      const place = placeOf(lag)
      expect(place.x).toBeGreaterThan(mill?.x ?? 0)
      expect(place.x).toBeLessThan(child?.x ?? 0)
    }
    placeOf('Bob (founded), possible')
    placeOf('possibly after leaving')
  })

  test('on a phone, the time between is beside the person, and no text touches another', async () => {
    const read = await drawQuestion('lineage', ROWS, 390)
    expect(textFaults(read)).toEqual([])
    expect(read.texts.map(({ text }) => text)).toContain('Bob (founded), 0–5 days, possible')
  })

  test('organisations whose leavers founded each other are drawn once', async () => {
    const days = { min: 1, max: 2 }
    const { texts } = await drawQuestion('lineage', [
      branch('Mill', 'Forge', 'Ann', days),
      branch('Forge', 'Mill', 'Bob', days),
    ])
    expect(texts.filter(({ text }) => text.endsWith('(founded)')).map(({ text }) => text)).toEqual([
      'Ann (founded)',
      'Bob (founded)',
    ])
  })
})
