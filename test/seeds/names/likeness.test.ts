import { describe, expect, test } from 'vitest'
import { areAlike } from '../../../seeds/names/likeness.ts'

describe('names under one id', () => {
  test.each([
    ['17', ['Ada Mill'], ['Ada Mill', 'A. Mill']],
    ['17', ['Ada Lovelace Mill'], ['Ada Mill']],
    ['17', ['Mill, Ada'], ['Ada Mill']],
    ['17', ['Adah Mill'], ['Ada Mill']],
    ['17', ['A. Mill'], ['Ada Mill']],
    ['jane', ['Jane Fictiva'], ['Jane Doppel']],
    ['o1', ['MU'], ['Mill University']],
    ['o1', ['OpenAI'], ['Open AI']],
    ['o1', ['Google LLC'], ['Google']],
    ['o1', ['磨坊大学出版社'], ['磨坊大学']],
    ['o1', ['University of Oxford'], ['Oxford University']],
  ])('of "%s", %j and %j are alike', (id, names, others) => {
    expect(areAlike(names, others, id)).toBe(true)
    expect(areAlike(others, names, id)).toBe(true)
  })

  test('a name that shares a word with the id is similar to any earlier name', () => {
    expect(areAlike(['Jane Miller'], ['简'], 'jane-doppel')).toBe(true)
  })

  test.each([
    ['1', ['Ada Mill'], ['Ben Okoro']],
    ['1', ['Ada Mill'], ['Ada Stone']],
    ['1', ['A. Mill'], ['A. Stone']],
    ['o1', ['The Mill'], ['The Kiln']],
    ['o1', ['Mill University'], ['Kiln University']],
    ['o1', ['University of Oxford'], ['University of Cambridge']],
    ['1', ['张三'], ['李四']],
    ['1', ['张三'], ['Ada Mill']],
  ])('of "%s", %j and %j are not alike', (id, names, others) => {
    expect(areAlike(names, others, id)).toBe(false)
    expect(areAlike(others, names, id)).toBe(false)
  })
})
