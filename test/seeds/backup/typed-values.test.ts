import { types } from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { decode, encode } from '../../../seeds/backup/typed-values.ts'

const through = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value))))

describe('a value of Neo4j goes through JSON with its type', () => {
  test.each([
    ['a text', 'a "quoted" 文'],
    ['a truth value', false],
    ['an integer', 9007199254740993n],
    ['a number', 1],
    ['a number that JSON lacks', Number.POSITIVE_INFINITY],
    ['a list', ['a', 'b']],
    ['an empty list', []],
    ['a day', new types.Date(2024, 5, 15)],
    ['an instant', new types.DateTime(2024, 5, 15, 1, 2, 3, 4, 0, undefined)],
    ['a local time', new types.LocalDateTime(2024, 5, 15, 1, 2, 3, 4)],
  ])('%s', (_what, value) => {
    expect(String(through(value))).toBe(String(value))
    expect(typeof through(value)).toBe(typeof value)
  })
})

test('a value that no load writes is named, and an unknown type in a file is rejected', () => {
  expect(() => encode(new types.Duration(1, 2, 3, 4))).toThrow('a value of the type Duration')
  expect(() => decode({ point: [1, 2] })).toThrow('the type point')
})
