import { expect, test } from 'vitest'
import { lastName, mapNames } from '../../../client/form/name-list.ts'

test('the name being typed is the last one of a list, whatever separates the names', () => {
  expect(lastName('Jan Leike, lil', true)).toEqual({ before: 'Jan Leike, ', last: 'lil' })
  expect(lastName('翁荔、谢赛宁，杨', true)).toEqual({ before: '翁荔、谢赛宁，', last: '杨' })
  expect(lastName('Jan Leike, ', true)).toEqual({ before: 'Jan Leike, ', last: '' })
  expect(lastName('Weng, Lilian', false)).toEqual({ before: '', last: 'Weng  Lilian' })
})

test('names are replaced one by one in a list, and as a whole in a field of one', () => {
  const ids = (name: string) => name.toLowerCase().replace(' ', '-')
  expect(mapNames('Jan Leike, Lilian Weng, ', true, ids)).toBe('jan-leike, lilian-weng')
  expect(mapNames(' Acme, Inc. ', false, name => `<${name}>`)).toBe('<Acme, Inc.>')
})
