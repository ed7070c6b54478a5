import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, searchQuery } from '../../cypher/names.ts'

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
  ['lilian w', 'lilian* AND w*'],
  ['翁荔', '"翁 荔"'],
  ['荔', '"荔"'],
  ['Weng 翁荔', 'weng* AND "翁 荔"'],
  ['!?', ''],
])('searchQuery turns %j into the full-text query %j', (text, query) => {
  expect(searchQuery(text)).toBe(query)
})

test('searchQuery never lets text become an operator of the search syntax', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(searchQuery(text).replaceAll(' AND ', ' ')).toMatch(/^([\p{L}\p{N}]+\* ?|"[\p{L}\p{N} ]+" ?)*$/u)
    }),
  )
})
