import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ending } from '../../../client/console/ask-statement.ts'
import { marksOf } from '../../../client/console/editor/marks.ts'
import { offsetOf, placeOf, quoteName, rangeAt } from '../../../client/console/statement-text.ts'

describe('positions in a statement', () => {
  test('an offset in a statement converts to a line and column and back', () => {
    const texts = fc.array(fc.constantFrom('a', 'é', '翁', '\n', ' ', '😀')).map(signs => signs.join(''))
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const offset = at % (text.length + 1)
        expect(offsetOf(text, placeOf(text, offset))).toBe(offset)
      }),
    )
  })

  test.each([
    ['MATCH (p)\nRETRN p', { line: 2, column: 1 }, 'RETRN'],
    ['MATCH (p:`odd ``name`)', { line: 1, column: 10 }, '`odd ``name`'],
    ['MATCH (p:人物)', { line: 1, column: 10 }, '人物'],
    ['RETURN 1 +', { line: 1, column: 11 }, '+'],
    ['RETURN )', { line: 1, column: 8 }, ')'],
    ['RETURN 1', { line: 9, column: 9 }, '1'],
  ])('in the statement %j, the position %j marks "%s"', (text, place, marked) => {
    const { from, to } = rangeAt(text, place)
    expect(text.slice(from, to)).toBe(marked)
  })

  test('quoteName quotes names that are not plain identifiers and escapes their backticks', () => {
    expect(quoteName('Person')).toBe('Person')
    expect(quoteName('人物')).toBe('人物')
    expect(quoteName('odd `name')).toBe('`odd ``name`')
  })
})

describe('marks in the editor', () => {
  const refused = (place: { line: number; column: number } | null): Ending => ({
    kind: 'refused',
    failure: { status: 400, code: 'x', message: 'wrong', retryAfter: null },
    place,
  })
  const t = ((key: string, { name }: { name: string }) => `${key} ${name}`) as never

  test('the editor marks a refusal as an error at its position, and an unknown name as a warning with a replacement', () => {
    const query = 'MATCH (p:Persn) RETURN p'
    const hint = { code: '01N50', message: 'no such label', place: { line: 1, column: 10 }, instead: 'Per son' }
    expect(marksOf({ query, hints: [hint], ending: null }, t)).toEqual([
      {
        from: 9,
        to: 14,
        severity: 'warning',
        message: 'no such label',
        replacement: { text: '`Per son`', label: 'hints.replace Per son' },
      },
    ])
    expect(marksOf({ query, hints: [], ending: refused({ line: 1, column: 1 }) }, t)).toEqual([
      { from: 0, to: 5, severity: 'error', message: 'wrong' },
    ])
  })

  test('the editor marks nothing for diagnostics without a position', () => {
    const hints = [{ code: 'y', message: 'slow' }]
    expect(marksOf({ query: 'RETURN 1', hints, ending: refused(null) }, t)).toEqual([])
  })
})
