import { describe, expect, test } from 'vitest'
import { medianGap } from '../../../seeds/layout/median-gap.ts'
import { GAP, type NumberedGraph, placeGraph } from '../../../seeds/layout/place-graph.ts'

/** Four organisations in two pairs: of each pair, 60 people know both, and 20 only one of them. Ten people know none. */
const people = 210
const lines: number[] = []
for (let pair = 0; pair < 2; pair++)
  for (let at = 0; at < 100; at++) {
    const [person, one] = [pair * 100 + at, people + 2 * pair]
    if (at < 80) lines.push(person, one)
    if (at >= 20) lines.push(person, one + 1)
  }
const graph: NumberedGraph = { people, organisations: 4, lines: Uint32Array.from(lines) }
const place = (seed = 1, iterations = 200) => placeGraph(graph, { seed, iterations })
const points = place()
const at = (node: number): [number, number] => [points[2 * node] ?? 0, points[2 * node + 1] ?? 0]
const away = (one: number, other: number) => Math.hypot(at(one)[0] - at(other)[0], at(one)[1] - at(other)[1])
const connected = [...new Set(lines)]

describe('positions of a whole graph', () => {
  test('each seed has one layout, and another seed another', () => {
    expect(place()).toEqual(points)
    expect(place(2)).not.toEqual(points)
  })

  test('the median distance to the nearest other node is the stated one, around the centre', () => {
    const inner = Float32Array.from(connected.flatMap(at))
    expect(medianGap(inner)).toBeCloseTo(GAP, 3)
    for (const axis of [0, 1] as const) {
      const values = connected.map(node => at(node)[axis])
      expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(GAP)
    }
  })

  test('people are nearer to an organisation of theirs than to all those that they have never been at', () => {
    for (let person = 0; person < 200; person++) {
      const [own, others] =
        person < 100
          ? [
              [0, 1],
              [2, 3],
            ]
          : [
              [2, 3],
              [0, 1],
            ]
      const nearest = (numbers: number[]) => Math.min(...numbers.map(number => away(person, people + number)))
      expect(nearest(own), `person ${person}`).toBeLessThan(nearest(others))
    }
  })

  test('nodes without a line are outside, and no two nodes are in one place', () => {
    const reach = (node: number) => Math.hypot(...at(node))
    const furthest = Math.max(...connected.map(reach))
    for (let node = 200; node < 210; node++) expect(reach(node)).toBeGreaterThan(furthest)
    expect(new Set(Array.from({ length: people + 4 }, (_, node) => at(node).join(' '))).size).toBe(people + 4)
  })

  test('it says how many rounds of all are done', () => {
    const seen: [number, number][] = []
    placeGraph(graph, { seed: 1, iterations: 5, progress: (done, total) => seen.push([done, total]) })
    const total = seen.length
    expect(seen).toEqual(Array.from({ length: total }, (_, done) => [done + 1, total]))
    expect(total).toBeGreaterThan(5)
  })

  test.each([
    [0, 0, []],
    [1, 0, []],
    [0, 1, []],
    [1, 1, [0, 1]],
    [0, 2, [0, 1]],
  ])('%i people and %i organisations with the lines %j have finite positions', (people, organisations, lines) => {
    const placed = placeGraph({ people, organisations, lines: Uint32Array.from(lines) }, { seed: 1, iterations: 10 })
    expect(placed).toHaveLength(2 * (people + organisations))
    expect([...placed].every(Number.isFinite)).toBe(true)
  })
})

describe('the median gap', () => {
  test('it is the median distance to the nearest other point', () => {
    expect(medianGap(Float32Array.of(0, 0, 3, 4, 100, 0, 100, 7, 200, 0))).toBe(7)
    expect(medianGap(Float32Array.of(5, 5))).toBe(0)
  })
})
