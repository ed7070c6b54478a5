import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overlaps } from '../../../picture/layout/box.ts'
import { chooseLabels, labelOf, wrapLabel } from '../../../picture/network/labels.ts'

describe('label text', () => {
  test.each([
    ['Lilian Weng', ['翁荔'], 'Lilian Weng 翁荔'],
    ['翁荔', ['Lilian Weng'], '翁荔 Lilian Weng'],
    ['Sam Altman', ['萨姆·奥尔特曼', '奥特曼'], 'Sam Altman'],
    ['OpenAI', ['Open AI'], 'OpenAI'],
    ['Google 谷歌', ['谷歌'], 'Google 谷歌'],
  ])('the label of %s with the aliases %j is "%s"', (name, aliases, label) => {
    expect(labelOf({ name, aliases })).toBe(label)
  })

  test('wrapLabel breaks between words, keeps a long word whole and loses nothing', () => {
    const lines = wrapLabel('University of Hong Kong 香港大学', 14, text => text.length)
    expect(lines).toEqual(['University of', 'Hong Kong 香港大学'])
    expect(wrapLabel('Incomprehensibilities', 5, text => text.length)).toEqual(['Incomprehensibilities'])
  })
})

describe('label placement', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 500 }),
    left: fc.integer({ min: 1, max: 60 }),
    right: fc.integer({ min: 1, max: 60 }),
    top: fc.integer({ min: 0, max: 9 }),
    bottom: fc.integer({ min: 1, max: 30 }),
  })
  const boxes = fc.array(box, { maxLength: 60 }).map(found => found.map((one, at) => ({ ...one, id: `${at}` })))

  test('chooseLabels keeps labels three pixels apart, always draws the first, and leaves a label out only for lack of room', () => {
    fc.assert(
      fc.property(boxes, all => {
        const chosen = chooseLabels(all, 1000)
        const drawn = all.filter(({ id }) => chosen.has(id))
        expect(drawn.some((a, at) => drawn.slice(at + 1).some(b => overlaps(a, b, 3)))).toBe(false)
        if (all[0]) expect(chosen.has(all[0].id)).toBe(true)
        for (const one of all) if (!chosen.has(one.id)) expect(drawn.some(other => overlaps(one, other, 3))).toBe(true)
      }),
    )
  })

  test('chooseLabels never covers a node of the same or a higher rank, and uses a position free of any node instead', () => {
    const label = { id: 'a', x: 0, y: 20, left: 40, right: 40, top: 0, bottom: 14 }
    const node = (id: string, x: number, tier: number) => ({ id, x, y: 24, left: 8, right: 8, top: 8, bottom: 8, tier })
    const own = { ...node('a', 0, 1), y: 4 }
    const chosen = (...others: ReturnType<typeof node>[]) => [...chooseLabels([label], 9, [own, ...others]).keys()]
    expect(chosen()).toEqual(['a'])
    expect(chosen(node('b', 30, 1))).toEqual([])
    expect(chosen(node('b', 30, 0))).toEqual([])
    expect(chosen(node('b', 30, 2))).toEqual(['a'])
    expect(chosen(node('b', 60, 0))).toEqual(['a'])
    const above = { ...label, y: -20 }
    expect(chooseLabels([label, above], 9, [own, node('b', 30, 1)])).toEqual(new Map([['a', above]]))
    expect(chooseLabels([label, above], 9, [own, node('b', 30, 2)])).toEqual(new Map([['a', above]]))
  })

  test('chooseLabels stays within its budget and takes the labels in order', () => {
    const apart = Array.from({ length: 9 }, (_, at) => ({
      id: `${at}`,
      x: at * 100,
      y: 0,
      left: 9,
      right: 9,
      top: 9,
      bottom: 9,
    }))
    expect([...chooseLabels(apart, 4).keys()]).toEqual(['0', '1', '2', '3'])
  })
})
