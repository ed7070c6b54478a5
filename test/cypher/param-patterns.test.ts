import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { IdSchema } from '../../cypher/fields.ts'
import { ID } from '../../cypher/param-patterns.ts'
import { DateParam, PeopleParam, PersonParam, TextParam } from '../../cypher/params.ts'
import path from '../../cypher/read/path.ts'

const JsonTextSchema = z.object({
  minLength: z.int().default(0),
  maxLength: z.int().default(Number.POSITIVE_INFINITY),
  pattern: z.string(),
})

/** Whether JSON Schema accepts the text. It counts code points. */
function describes(schema: z.ZodType): (text: string) => boolean {
  const { minLength, maxLength, pattern } = JsonTextSchema.parse(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  )
  const regex = new RegExp(pattern, 'u')
  return text => {
    const { length } = [...text]
    return length >= minLength && length <= maxLength && regex.test(text)
  }
}

const SAMPLES = [...'a中é1 \t\n,，、?\u0000\u0085\u200b\u00a0\u3000\u{1f600}\u{e0041}-', 'x'.repeat(499), 'word']
const samples = fc.array(fc.constantFrom(...SAMPLES), { maxLength: 30 }).map(parts => parts.join(''))
const texts = fc.oneof(samples, fc.string({ unit: 'binary', maxLength: 20 }))
const DATES = [
  '2024',
  '0000',
  '1900',
  '2000',
  '-',
  '02',
  '29',
  '30',
  '31',
  '11',
  '13',
  '21',
  '24',
  '25',
  'X',
  '~',
  '?',
  '/',
  '..',
]
const dates = fc.oneof(
  fc.array(fc.constantFrom(...DATES), { maxLength: 9 }).map(parts => parts.join('')),
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2410-01-01'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10)),
)
const types = fc
  .array(fc.constantFrom('was-at', 'joined', 'part-of', ',', ' ', 'left'), { maxLength: 7 })
  .map(parts => parts.join(''))

describe('the patterns that describe parameters', () => {
  test.each([
    ['a person', PersonParam, texts],
    ['several people', PeopleParam, texts],
    ['a text to search for', TextParam, samples],
    ['an id', IdSchema.meta(ID), texts],
    ['a date', DateParam, dates],
    ['types of relationships', path.params.shape.relationships, types],
  ])('the pattern of %s accepts exactly what the server accepts', (_what, schema, arbitrary) => {
    const isDescribed = describes(schema)
    fc.assert(
      fc.property(arbitrary, text => {
        const { success, error } = (schema as z.ZodType).safeParse(text)
        // No pattern can compare the ends of an interval.
        const isBackwards = error?.issues.some(({ message }) => message.includes('ends before it begins')) ?? false
        expect(isDescribed(text)).toBe(success || isBackwards)
      }),
      { numRuns: 3_000 },
    )
  })
})
