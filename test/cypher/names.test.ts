import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, nearQuery, searchQuery, skeletonsOf, turnName } from '../../cypher/names.ts'

test.each([
  ['Lilian Weng', 'lilian weng'],
  ['Ａｄａ ÁLVAREZ', 'ada alvarez'],
  ["Jean-Luc O'Brien", 'jean luc o brien'],
  ['翁荔', '翁 荔'],
  ['伊尔亚·苏茨克维', '伊 尔 亚 苏 茨 克 维'],
  ['김철수', '김 철 수'],
  ['80,000 Hours', '80 000 hours'],
  ['', ''],
])('foldName folds %j to %j', (name, folded) => {
  expect(foldName(name)).toBe(folded)
})

test('foldName leaves a folded name unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), name => {
      expect(foldName(foldName(name))).toBe(foldName(name))
    }),
  )
})

test.each([
  ['lilian w', '+lilian* +w* lilian^2 w^2 "lilian w"^4'],
  ['翁荔', '+"翁 荔" "翁 荔"^4'],
  ['荔', '+"荔" "荔"^4'],
  ['Weng 翁荔', '+weng* +"翁 荔" weng^2 "weng 翁 荔"^4'],
  ['!?', ''],
])('searchQuery turns %j into the full-text query %j', (text, query) => {
  expect(searchQuery(text)).toBe(query)
})

test('searchQuery never lets text become an operator of the search syntax', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(searchQuery(text)).toMatch(/^(\+?("[\p{L}\p{N} ]+"|[\p{L}\p{N}]+)(\*|\^\d)?( |$))*$/u)
    }),
  )
})

test.each([
  ['Al Mohammed', 'al OR mohammed~2 OR 0mhmd OR 0lmhmd'],
  ['Lin Wang', 'lin~1 OR wang~1 OR 0lnng'],
  ['李 Na', '李 OR na'],
])('nearQuery turns %j into the full-text query %j', (text, query) => {
  expect(nearQuery(text)).toBe(query)
})

test.each([['Mohammed'], ['Muhammad'], ['mohamed'], ['mhmd']])('the name %s has the consonants of محمد', name => {
  expect(skeletonsOf([foldName(name)])).toEqual(['0mhmd'])
})

test('skeletonsOf returns the consonants of each word and of all words together, but not of short words', () => {
  expect(skeletonsOf(['narendra', 'modi'])).toEqual(['0nrndr', '0nrndrmd'])
  expect(skeletonsOf(['ali'])).toEqual([])
})

test('turnName puts the last word first', () => {
  expect(turnName('saining xie')).toBe('xie saining')
  expect(turnName('sai ning xie')).toBe('xie sai ning')
  expect(turnName('xie')).toBe('xie')
})

test('foldName folds text of ASCII as it folds other text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), name => {
      expect(foldName(`${name} é`)).toBe(`${foldName(name)} e`.trim())
    }),
  )
})
