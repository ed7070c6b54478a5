import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonError } from '../../../server/lib/json-errors.ts'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('errors in JSON', () => {
  test.each([
    ['', 'unexpected end at column 1'],
    ['{"query":1', 'unexpected end at column 11'],
    ['{"query": "RETURN', 'unexpected end at column 18'],
    ['{"query": "RETURN 1" "x"}', "expected ',' or '}' at column 22"],
    ['{\n  "query": 1,\n}', 'expected a name in double quotes at line 3, column 1'],
    ["{'query': 1}", 'expected a name in double quotes at column 2'],
    ['{"query" 1}', "expected ':' at column 10"],
    ['{"query": "a\nb"}', 'expected an escape such as \\n at column 13'],
    ['{"query": "\\x"}', 'expected an escape such as \\n at column 12'],
    ['{"limit": 01}', "expected ',' or '}' at column 12"],
    ['{"limit": NaN}', 'expected a value at column 11'],
    ['[1, 2,]', 'expected a value at column 7'],
    ['{} {}', 'expected the end at column 4'],
    ['query', 'expected a value at column 1'],
  ])('the error in %j is: %s', (text, message) => {
    expect(jsonError(text)).toBe(message)
  })

  test('deep nesting is read to its end', () => {
    expect(jsonError('['.repeat(60_000))).toBe('unexpected end at column 60001')
  })

  test('an error is found exactly in text that JSON.parse rejects', () => {
    const pieces = fc.constantFrom(
      ...'{}[]:,"\\ \n01.eE+-',
      'true',
      'nul',
      '"a"',
      '\\u00e9',
      '\u0001',
      '\u0085',
      '中',
      '𝒳',
    )
    const broken = fc.tuple(fc.json(), fc.nat(), pieces).map(([text, at, piece]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + piece + text.slice(place + 1)
    })
    const anything = fc.array(pieces, { maxLength: 12 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, anything), text => {
        expect(jsonError(text) === null).toBe(isJson(text))
      }),
      { numRuns: 5_000 },
    )
  })
})
