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
])('%s folds to %s', (name, folded) => {
  expect(foldName(name)).toBe(folded)
})

test('folding what is folded changes nothing', () => {
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
])('%s is looked for as %s', (text, query) => {
  expect(searchQuery(text)).toBe(query)
})

test('no text becomes an operator of the search language', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(searchQuery(text).replaceAll(' AND ', ' ')).toMatch(/^([\p{L}\p{N}]+\* ?|"[\p{L}\p{N} ]+" ?)*$/u)
    }),
  )
})
