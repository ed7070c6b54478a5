import { z } from 'zod'
import type { Query } from '../../cypher/query.ts'
import { seededRandom } from '../../picture/layout/random.ts'

/** Texts that break what takes them for harmless. */
export const HOSTILE_TEXTS = [
  `e${'\u0301'.repeat(300)}`,
  '\u202Eevil',
  'x'.repeat(500),
  '__proto__',
  '</text><script>alert(1)</script>',
  'a\u0000b\u0008c\uD800\uFFFE',
  '"&\'<>',
  'שלום עולם',
  '一二三四五六七八九十'.repeat(20),
  '👩‍👩‍👧‍👦 family',
  '',
  ' ',
]

const DATES = [
  '2024-05-15',
  '2024-05',
  '201X',
  '2023~',
  '2024-21',
  '../2024-10',
  '2024-03/..',
  '..',
  'not a date',
  '2016',
  '9999-12-31',
]
const DAYS = ['2015-12-11', '2024-05-15', '2024-11-17', '2020-02-29', '2016-01-01', '2023-06-30']
const DAY_COLUMNS = /^(earliest|latest|begin.*|end.*|lastSeen|recorded|withdrawn|asOf|sourcesUntil)$/
const DATE_COLUMNS = /^(on|announced|left|joined|published|from|to|died|dissolved|ended)$/

/** Rows that match the definition of a question: hostile texts, vague dates, missing values and unbounded ranges, by a seed. */
export function madeRows({ row }: Pick<Query, 'row'>, count: number, seed: number): Record<string, unknown>[] {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const make = (schema: z.ZodType, name: string): unknown => {
    if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
      return random() < 0.25 ? null : make(schema.unwrap() as z.ZodType, name)
    if (schema instanceof z.ZodObject) return object(schema)
    if (schema instanceof z.ZodArray)
      return Array.from({ length: Math.floor(random() * 4) }, () => make(schema.element as z.ZodType, name))
    if (schema instanceof z.ZodEnum) return one(schema.options)
    if (schema instanceof z.ZodLiteral) return schema.value
    if (schema instanceof z.ZodUnion) return make(one(schema.options as z.ZodType[]), name)
    if (schema instanceof z.ZodBoolean) return random() < 0.5
    if (schema instanceof z.ZodNumber) return Math.floor(random() * (name === 'days' ? 900 : 9))
    if (schema instanceof z.ZodRecord)
      return { id: `n${Math.floor(random() * 9)}`, name: one(HOSTILE_TEXTS), claims: ['c1'] }
    if (DAY_COLUMNS.test(name)) return one(DAYS)
    if (DATE_COLUMNS.test(name)) return one(DATES)
    if (/^(id|key|start|end)$/.test(name)) return one(['__proto__', 'constructor', 'a', 'b', 'c', 'd'])
    return one(HOSTILE_TEXTS)
  }
  const object = (schema: z.ZodObject): Record<string, unknown> => {
    const made = Object.fromEntries(
      Object.entries(schema.shape).map(([key, member]) => [key, make(member as z.ZodType, key)]),
    )
    return inOrder(made)
  }
  return Array.from({ length: count }, () => object(row))
}

/** Bounds in their order, as the database has them. */
function inOrder(made: Record<string, unknown>): Record<string, unknown> {
  for (const [low, high] of [
    ['earliest', 'latest'],
    ['begin', 'end'],
    ['beginEarliest', 'beginLatest'],
    ['endEarliest', 'endLatest'],
    ['min', 'max'],
  ] as const) {
    const [a, b] = [made[low], made[high]]
    if (typeof a === typeof b && a !== null && (a as string) > (b as string)) [made[low], made[high]] = [b, a]
  }
  return made
}
