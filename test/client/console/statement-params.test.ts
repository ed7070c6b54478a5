import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkParams, missingParams } from '../../../client/console/statement-params.ts'

const faultOf = (text: string) => {
  const checked = checkParams(text)
  return checked.ok ? null : checked.fault
}

describe('console parameters', () => {
  test.each(['', '  \n'])('checkParams reads %j as no parameters', text => {
    expect(checkParams(text)).toEqual({ ok: true, params: {} })
  })

  test('checkParams returns any JSON object unchanged', () => {
    const values = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
    const isSafe = (value: unknown): boolean =>
      typeof value === 'number' ? !Number.isInteger(value) || Number.isSafeInteger(value) : true
    fc.assert(
      fc.property(values, params => {
        const text = JSON.stringify(params)
        fc.pre(!text.includes('__proto__'))
        let safe = true
        JSON.parse(text, (_key, value) => {
          safe &&= isSafe(value)
          return value
        })
        fc.pre(safe)
        expect(checkParams(text)).toEqual({ ok: true, params: JSON.parse(text) })
      }),
    )
  })

  test('checkParams reports malformed JSON with a position inside the text', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '\n', '\u0000', "'a'", '//x'))
      .map(([json, at, put]) => {
        const cut = at % (json.length + 1)
        return json.slice(0, cut) + put + json.slice(cut + 1)
      })
    fc.assert(
      fc.property(broken, text => {
        const isJson = (() => {
          try {
            JSON.parse(text)
            return true
          } catch {
            return false
          }
        })()
        fc.pre(!isJson && text.trim() !== '')
        const fault = faultOf(text)
        expect(fault?.reason).toBe('syntax')
        const { from = -1, to = -1, place } = fault ?? {}
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThanOrEqual(text.length)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(text.slice(0, from).split('\n').length).toBe(place?.line)
      }),
    )
  })

  test.each([
    ['{"a": 1,\n "b": }', 'syntax', { line: 2, column: 7 }],
    ['{"a": 1,}', 'syntax', { line: 1, column: 9 }],
    ["{'a': 1}", 'syntax', { line: 1, column: 2 }],
    ['{"a": "x\ty"}'.replace('\\t', '\t'), 'syntax', { line: 1, column: 7 }],
    [' [1]', 'object', { line: 1, column: 2 }],
    ['null', 'object', { line: 1, column: 1 }],
    ['{"id": 9007199254740993}', 'number', { line: 1, column: 8 }],
    ['{"list": [1, -9007199254740993]}', 'number', { line: 1, column: 14 }],
    ['{"n": 1e999}', 'number', { line: 1, column: 7 }],
    ['{"a": 1,\n"a": 2}', 'twice', { line: 2, column: 1 }],
  ])('checkParams rejects %j with the reason "%s" at %j', (text, reason, place) => {
    expect(faultOf(text)).toMatchObject({ reason, place })
  })

  test('checkParams accepts an integer beyond the safe range as text with its type', () => {
    expect(checkParams('{"id": {"$type": "Integer", "_value": "9007199254740993"}}').ok).toBe(true)
  })

  test('missingParams lists the parameters that a statement uses and lacks, ignoring strings, comments and quoted names', () => {
    const query =
      'MATCH (p {id: $id}) WHERE p.name = "$no" /* $not */ AND p.`$x` = $`odd name` // $nor\n RETURN $id, $1'
    expect(missingParams(query, { id: 1 })).toEqual(['odd name', '1'])
    expect(missingParams(query, {})).toEqual(['id', 'odd name', '1'])
  })
})
