import { describe, expect, test } from 'vitest'
import { compileTemplate, slug } from '../../../seeds/map/template.ts'
import { readMapped } from '../reading.ts'

test.each([
  ['Ada Álvarez', 'ada-alvarez'],
  ['Łukasz Çelik-Öz', 'łukasz-celik-oz'],
  ['Nguyễn Thị Minh', 'nguyen-thi-minh'],
  ['x\u0304y2\u0304z', 'xy2-z'],
  ['Ελένη Παπαδοπούλου', 'ελένη-παπαδοπούλου'],
  ['Андрей Ёлкин', 'андрей-ёлкин'],
  ['Ива\u0301н', 'ива-н'],
  ['翁荔', '翁荔'],
  ['葛\u{e0100}城', '葛-城'],
  ['ガガ', 'ガガ'],
  ['김철수', '김철수'],
  ['  O’Neill, J. ', 'o-neill-j'],
  ['№ 5 — ²', 'no-5-2'],
])('the slug of %s is %s', (text, expected) => {
  expect(slug(text)).toBe(expected)
})

test.each([
  ['Hindi', ['सीता', 'सुता', 'सता', 'सेता']],
  ['Thai', ['ที', 'ทุ', 'ที่', 'ทา']],
  ['Tamil', ['கா', 'கி', 'கு', 'க']],
  ['Burmese', ['မောင်', 'မေင်', 'မိင်']],
  ['pointed Hebrew', ['דָּן', 'דִּן']],
])('names in %s that differ in their vowels have different slugs, which keep every sign', (_script, names) => {
  const slugs = names.map(slug)
  expect(new Set(slugs).size).toBe(names.length)
  expect(slugs.filter(text => text.includes('-'))).toEqual([])
})

test.each([
  ['http://www.wikidata.org/entity/Q42', 'Q42'],
  ['http://example.org/ada/', 'ada'],
  ['urn#x', 'x'],
  ['Ada', 'Ada'],
])('the tail of %s is %s', (text, expected) => {
  const record = { place: { file: '', line: 1 }, text: () => text, list: () => [text] }
  expect(compileTemplate('{Id|tail}', {}).fill(record)).toBe(expected)
})

test('a template with an empty column has no double space', () => {
  const record = {
    place: { file: '', line: 1 },
    text: (column: string) => (column === 'Middle' ? '' : column),
    list: () => [],
  }
  expect(compileTemplate('{First} {Middle} {Last}', {}).fill(record)).toBe('First Last')
})

describe('slugs in a mapping', () => {
  const mapping = `sources: [{id: s, title: S}]
people: [{id: '{Name|slug}', name: '{Name}'}]
organisations: [{id: mill, name: The Mill, type: company}]
claims: [{person: '{Name|slug}', organisation: mill, event: left, source: s, locator: '{@line}'}]
`
  test('a mapping keeps two people apart whose names differ only in a vowel sign', async () => {
    const { data, messages } = await readMapped(mapping, { 'people.csv': 'Name\nसीता\nसुता\n' })
    expect(messages).toEqual([])
    expect(data.people).toHaveLength(2)
  })

  test('a name with an empty slug is a fault that names its column', async () => {
    const { messages } = await readMapped(mapping, { 'people.csv': 'Name\nAda\n!!!\n' })
    const message = '"!!!" has no letter or digit, so its slug is empty; form the id from another column'
    expect(messages).toEqual([`people.csv:3: Name: ${message}`, `people.csv:3: Name: ${message}`])
  })

  test('a name with an empty slug is no fault when another id is given or the field is optional', async () => {
    const other = mapping
      .replaceAll("'{Name|slug}'", "['{Name|slug}', 'p{@line}']")
      .replace('event: left', "event: joined, origin: '{From|slug}'")
    const { data, messages } = await readMapped(other, { 'people.csv': 'Name,From\n!!!,—\n' })
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ id: 'p2', name: '!!!' }])
  })
})
