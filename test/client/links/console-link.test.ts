import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addEntry, type Entry, readEntries, writeEntries } from '../../../client/console/recent.ts'
import { type Address, consoleLink, decodeAddress, encodeAddress } from '../../../client/links/console-link.ts'

const text = fc.string({ unit: 'grapheme' }).map(one => one.replaceAll('\r', ''))
const addresses: fc.Arbitrary<Address> = fc.record({
  query: text,
  params: text.filter(one => one === '' || one.trim() !== ''),
  mode: fc.constantFrom('run', 'explain', 'profile'),
  lang: fc.constantFrom(null, 'en', 'zh'),
  rest: fc.array(
    fc.tuple(
      fc.string({ minLength: 1 }).filter(name => !['query', 'params', 'mode', 'lang'].includes(name)),
      fc.string(),
    ),
    { maxLength: 2 },
  ),
})

describe('console URL', () => {
  test('the console URL decodes to the address it was encoded from', () => {
    fc.assert(
      fc.property(addresses, address => {
        expect(decodeAddress(encodeAddress(address))).toEqual(address)
      }),
    )
  })

  test('the console URL is empty for default settings, and an unknown mode or language in it is ignored', () => {
    expect(encodeAddress(decodeAddress(''))).toBe('')
    expect(decodeAddress('?mode=write&lang=xx')).toMatchObject({ mode: 'run', lang: null })
  })

  test('consoleLink encodes the statement, the language and any parameters', () => {
    const link = consoleLink('RETURN $a & "=?#"', { a: [1, '翁'] }, 'zh')
    expect(link.startsWith('/console?')).toBe(true)
    expect(decodeAddress(link.slice('/console'.length))).toMatchObject({
      query: 'RETURN $a & "=?#"',
      params: '{"a":[1,"翁"]}',
      lang: 'zh',
    })
    expect(decodeAddress(consoleLink('RETURN 1', {}, null).slice('/console'.length)).params).toBe('')
  })
})

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: name => void kept.delete(name),
  }
}

describe('console history', () => {
  const entry = (query: string, at = 0): Entry => ({ query, params: '', at })

  test('the console history lists each statement once, newest first, and keeps at most 50', () => {
    const many = Array.from({ length: 80 }, (_, at) => entry(`RETURN ${at}`, at))
    const kept = many.reduce<Entry[]>(addEntry, [])
    expect(kept).toHaveLength(50)
    expect(kept[0]).toEqual(entry('RETURN 79', 79))
    const again = addEntry(kept, entry('RETURN 40', 99))
    expect(again[0]).toEqual(entry('RETURN 40', 99))
    expect(again.filter(({ query }) => query === 'RETURN 40')).toHaveLength(1)
  })

  test('the console history keeps at most 200,000 characters of statements', () => {
    const long = Array.from({ length: 40 }, (_, at) => entry(`${at}${'x'.repeat(16_000)}`))
    const kept = long.reduce<Entry[]>(addEntry, [])
    expect(kept.reduce((sum, { query }) => sum + query.length, 0)).toBeLessThanOrEqual(200_000)
    expect(kept[0]?.query.startsWith('39')).toBe(true)
  })

  test('the console history is read back as written, an empty one removes its storage key, and data of another shape is ignored', () => {
    const here = storage()
    expect(writeEntries(here, [entry('RETURN 1')])).toBe(true)
    expect(readEntries(here)).toEqual([entry('RETURN 1')])
    writeEntries(here, [])
    expect(here.kept.size).toBe(0)
    for (const strange of ['{', '[1]', '{"query": 1}']) expect(readEntries({ getItem: () => strange })).toEqual([])
  })

  test('the console history tolerates a browser that refuses storage', () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    expect(writeEntries({ setItem: full, removeItem: full }, [entry('RETURN 1')])).toBe(false)
    expect(readEntries({ getItem: full })).toEqual([])
  })
})
