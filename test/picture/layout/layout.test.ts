import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, isInside, overlaps } from '../../../picture/layout/box.ts'
import { type Item, type LayoutJob, type LayoutResult, layout } from '../../../picture/layout/layout.ts'
import { seededRandom } from '../../../picture/layout/random.ts'
import { separate } from '../../../picture/layout/separate.ts'

const sides = { left: fc.nat(90), right: fc.nat(90), top: fc.nat(20), bottom: fc.nat(50) }
const item = fc.record(sides).map(box => ({ ...box, left: box.left + 4, bottom: box.bottom + 4 }))

const jobs: fc.Arbitrary<LayoutJob> = fc
  .record({
    boxes: fc.array(item, { minLength: 1, maxLength: 60 }),
    ends: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 90 }),
    seed: fc.nat(),
  })
  .map(({ boxes, ends, ...rest }) => ({
    ...rest,
    items: boxes.map((box, at): Item => ({ ...box, id: `n${at}` })),
    edges: ends.map(([a, b]): [string, string] => [`n${a % boxes.length}`, `n${b % boxes.length}`]),
  }))

const boxesOf = ({ items }: LayoutJob, positions: LayoutResult['positions']): Box[] =>
  items.map(item => ({ ...item, ...(positions.get(item.id) ?? { x: Number.NaN, y: Number.NaN }) }))

const overlapping = (boxes: Box[]) =>
  boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(b => overlaps(a, b))
      .map(b => `${a.id} ${b.id}`),
  )

describe('layout', () => {
  test('the layout never overlaps two nodes with their labels, and fits all of them into its frame', () => {
    fc.assert(
      fc.property(jobs, job => {
        const { positions, frame } = layout(job)
        const boxes = boxesOf(job, positions)
        expect(overlapping(boxes)).toEqual([])
        expect(boxes.filter(box => !isInside(box, frame))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('the layout is the same for the same seed and differs for another seed', () => {
    const job = starOf(40)
    expect(layout(job)).toEqual(layout(structuredClone(job)))
    expect(layout({ ...job, seed: job.seed + 1 })).not.toEqual(layout(job))
  })

  test('the layout leaves placed nodes where they are and finds free places for new ones', () => {
    const before = starOf(30)
    const { positions } = layout(before)
    const standing = before.items.map(item => ({ ...item, ...positions.get(item.id) }))
    const newcomers = Array.from({ length: 25 }, (_, at) => ({ ...label, id: `new${at}` }))
    const job = { ...before, items: [...standing, ...newcomers], centre: 'n3' }
    const after = layout(job).positions
    for (const { id } of standing) expect(after.get(id)).toEqual(positions.get(id))
    expect(after.size).toBe(55)
    expect(overlapping(boxesOf(job, after))).toEqual([])
  })

  test('separate moves 120 boxes in one spot apart until none overlap', () => {
    const crowd = Array.from({ length: 120 }, (_, at) => ({ ...label, id: `n${at}`, x: 50, y: 50 }))
    const apart = separate(crowd, { x: [0, 100], y: [0, 100] }, 6)
    expect(overlapping(apart)).toEqual([])
  })
})

test('seededRandom yields varied numbers in [0, 1)', () => {
  const random = seededRandom(7)
  const numbers = Array.from({ length: 1000 }, random)
  expect(numbers.every(n => n >= 0 && n < 1)).toBe(true)
  expect(new Set(numbers).size).toBeGreaterThan(990)
})

const label = { left: 45, right: 45, top: 8, bottom: 24 }

function starOf(size: number): LayoutJob {
  const ids = Array.from({ length: size }, (_, at) => `n${at}`)
  return {
    items: ids.map(id => ({ ...label, id })),
    edges: ids.slice(1).map((id, at): [string, string] => [at % 3 === 0 ? 'n1' : 'n0', id]),
    seed: 11,
  }
}
