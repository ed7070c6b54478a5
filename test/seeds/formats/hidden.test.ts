import { describe, expect, test } from 'vitest'
import { openInput } from '../../../seeds/files/input.ts'
import { proposeMapping } from '../../../seeds/map/propose.ts'
import { remarksOn } from '../../../seeds/map/records.ts'
import { readFiles, readPaths, shortClaims, writeFiles } from '../reading.ts'
import { odsOf, smallSheets, type TestSheet, xlsxOf } from '../workbooks.ts'

const PEOPLE: TestSheet = {
  name: 'people',
  rows: [
    ['id', 'name'],
    ['ada', 'Ada Mill'],
    ['ben', 'Ben Okoro'],
  ],
}
const OLD: TestSheet = {
  name: 'people-old',
  rows: [
    ['id', 'name'],
    ['zed', 'Zed Hidden'],
  ],
}
const NOT_READ = 'is hidden and is not read; unhide it in the spreadsheet, or load with --hidden or --sheet'

describe.each([
  ['xlsx', xlsxOf],
  ['ods', odsOf],
])('in a workbook of the kind .%s', (extension, bookOf) => {
  const file = `book.${extension}`
  const notesOf = (notes: string[]) => notes.map(note => note.replace(/^.*\/(book)/, '$1'))

  test.each(['hidden', 'veryHidden'] as const)('a sheet that is %s is named and is not read', async state => {
    const { data, messages } = await readFiles({ [file]: bookOf([PEOPLE, { ...OLD, state }]) })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id)).toEqual(['ada', 'ben'])
    expect(notesOf(data.notes)).toEqual([`${file}: the sheet "people-old" ${NOT_READ}`])
  })

  test('hidden sheets and rows are read with --hidden, and one sheet alone with --sheet', async () => {
    const bytes = bookOf([
      { ...PEOPLE, hiddenRows: [3] },
      { ...OLD, state: 'hidden' },
    ])
    const all = await readFiles({ [file]: bytes }, { workbook: { hidden: true } })
    expect(all.data.people.map(({ id }) => id)).toEqual(['ada', 'ben', 'zed'])
    expect(notesOf(all.data.notes)).toEqual([`${file}#people: 1 hidden row (row 3) is read, because of --hidden`])
    const one = await readFiles({ [file]: bytes }, { workbook: { sheets: ['people-old'] } })
    expect(one.data.people.map(({ id }) => id)).toEqual(['zed'])
    expect(one.data.notes).toEqual([])
    const none = await readFiles({ [file]: bytes }, { workbook: { sheets: ['people old'] } })
    expect(none.messages).toEqual([`${file}: has no sheet "people old"; sheets: people, people-old (hidden)`])
  })

  test.each([true, false])('hidden rows are counted and are not read (by a filter: %s)', async filtered => {
    const rows = [...PEOPLE.rows, ['cy', 'Cy Vance'], ['', '']]
    const { data, messages } = await readFiles({
      [file]: bookOf([{ name: 'people', rows, hiddenRows: [2, 4, 5], filtered }]),
    })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id)).toEqual(['ben'])
    expect(data.people[0]?.place.line).toBe(3)
    expect(notesOf(data.notes)).toEqual([
      `${file}#people: 2 hidden rows (2, 4) are not read; show the rows in the spreadsheet, or load them with --hidden`,
    ])
  })

  test('a hidden row above the header is not taken for the header', async () => {
    const rows = [['technical', 'names'], ...PEOPLE.rows]
    const { data, messages } = await readFiles({ [file]: bookOf([{ name: 'people', rows, hiddenRows: [1] }]) })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id)).toEqual(['ada', 'ben'])
  })

  test('a workbook whose only sheet that is not hidden is a table is read as that table', async () => {
    const lists: TestSheet = { name: 'Lists', state: 'hidden', rows: [['x'], ['y']] }
    const { data, messages } = await readFiles({ [file]: bookOf([lists, { ...PEOPLE, name: 'Sheet1' }]) })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id)).toEqual(['ada', 'ben'])
  })

  test('a hidden column is read, because a row could mean something else without it, and is named', async () => {
    const sheets = smallSheets([
      ['person', 'organisation', 'event', 'on', 'source', 'status'],
      ['ada', 'mill', 'left', '2015', 'gaz', 'denied'],
    ]).map(sheet => (sheet.name === 'claims' ? { ...sheet, hiddenColumns: ['F'] } : sheet))
    const { data, messages } = await readFiles({ [file]: bookOf(sheets) })
    expect(messages).toEqual([])
    expect(data.claims).toMatchObject([{ status: 'denied' }])
    expect(notesOf(data.notes)).toEqual([`${file}#claims: 1 hidden column is read: status (F)`])
  })

  test('a workbook whose sheets are all hidden is a fault that names them', async () => {
    const { messages } = await readFiles({ [file]: bookOf([{ ...OLD, state: 'hidden' }]) })
    expect(messages).toEqual([
      `${file}: has only hidden sheets; unhide one in the spreadsheet, or load with --hidden or --sheet. Sheets: people-old (hidden)`,
    ])
  })

  const DRAFT: TestSheet = {
    name: 'old draft',
    state: 'hidden',
    rows: [
      ['Name', 'Company', 'End Date'],
      ['Zed Hidden', 'Old Org', '2002'],
    ],
  }
  const LEAVERS: TestSheet = {
    name: 'Leavers',
    rows: [
      ['Name', 'Company', 'End Date'],
      ['Ada Seen', 'New Org', '2012'],
      ['Fil Tered', 'New Org', '2013'],
    ],
    hiddenRows: [3],
    filtered: true,
  }
  const MAPPING = `sources: [{ id: list, title: A list }]
people: [{ id: '{Name|slug}', name: '{Name}' }]
organisations: [{ id: '{Company|slug}', name: '{Company}', type: company }]
claims: [{ person: '{Name|slug}', organisation: '{Company|slug}', event: left, on: '{End Date}', source: list }]
`
  const mapped = async (mapping: string, bytes: Uint8Array, workbook = {}) => {
    const [map = '', ...paths] = await writeFiles({ 'mapping.yaml': mapping, [file]: bytes })
    return readPaths(paths, { map, workbook })
  }

  test('a mapping reads the first sheet that is not hidden, and the others are named', async () => {
    const { data, messages } = await mapped(MAPPING, bookOf([DRAFT, LEAVERS, { ...PEOPLE, name: 'Notes' }]))
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(['ada-seen new-org left 2012'])
    expect(notesOf(data.notes)).toEqual([
      `${file}: the sheet "Leavers" is read; not read: old draft (hidden), Notes. To read another, name it as rows.sheet in the mapping, or with --sheet`,
      `${file}#Leavers: 1 hidden row (row 3) is not read; show the row in the spreadsheet, or load it with --hidden`,
    ])
  })

  test('a mapping reads a hidden sheet that it names, and those of --sheet instead, each in turn', async () => {
    const bytes = bookOf([DRAFT, LEAVERS])
    const named = await mapped(`rows: { sheet: old draft }\n${MAPPING}`, bytes)
    expect(shortClaims(named.data)).toEqual(['zed-hidden old-org left 2002'])
    expect(named.data.notes).toEqual([])
    const both = await mapped(`rows: { sheet: old draft }\n${MAPPING}`, bytes, { sheets: ['Leavers', 'old draft'] })
    expect(shortClaims(both.data).sort()).toEqual(['ada-seen new-org left 2012', 'zed-hidden old-org left 2002'])
  })

  test('a mapping names a sheet by a number, or in another case', async () => {
    const bytes = bookOf([PEOPLE, { ...LEAVERS, name: '2023' }])
    expect(shortClaims((await mapped(`rows: { sheet: 2023 }\n${MAPPING}`, bytes)).data)).toHaveLength(1)
    const other = bookOf([PEOPLE, LEAVERS])
    expect(shortClaims((await mapped(`rows: { sheet: leavers }\n${MAPPING}`, other)).data)).toHaveLength(1)
  })

  test('a mapping is proposed from the first sheet that is not hidden, and a remark names the others', async () => {
    const [path = ''] = await writeFiles({ [file]: bookOf([DRAFT, LEAVERS]) })
    const input = await openInput(path, () => {})
    expect(await proposeMapping(input)).not.toContain('Zed Hidden')
    expect(await proposeMapping(input)).toContain('Ada Seen')
    expect(notesOf(await remarksOn(input))[0]).toMatch(
      /^book\.\w+: the sheet "Leavers" is read; not read: old draft \(hidden\)\./,
    )
    expect(await proposeMapping({ ...input, workbook: { sheets: ['old draft'] } })).toContain('Zed Hidden')
  })
})
