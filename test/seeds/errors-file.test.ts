import { describe, expect, test } from 'vitest'
import { readMapped, rowsOf, setAside } from './reading.ts'

const MAPPING = `
values: {manner: {quit: resigned}}
sources: [{id: s, title: S}]
people: [{id: '{Who|slug}', name: '{Who}'}]
organisations: [{id: mill, name: The Mill, type: company}]
claims:
  - {person: '{Who|slug}', organisation: mill, event: left, on: '{When}', manner: '{How|manner}', source: s}
`
const MOVES = [
  { Who: 'Ada', When: '2015', How: 'quit' },
  { Who: 'Ben', When: 'soon', How: 'quit' },
  { Who: 'Cai', When: '2016', How: 'quit' },
  { Who: 'Dot', When: '2016', How: 'qiut' },
]

describe('of several rows on one line those with a fault are set aside, in', () => {
  test.each([
    ['JSON', 'moves.json', JSON.stringify(MOVES)],
    ['a list within a JSON document', 'moves.json', JSON.stringify({ of: 2016, moves: MOVES })],
    [
      'YAML',
      'moves.yaml',
      `[${MOVES.map(({ Who, When, How }) => `{Who: ${Who}, When: ${When}, How: ${How}}`).join(', ')}]`,
    ],
  ])('%s', async (_what, name, text) => {
    const { told } = await readMapped(MAPPING, { [name]: text })
    expect(told).toEqual([
      expect.stringMatching(/:1 \(row 2 of the line\): When: "soon" is not a date/),
      expect.stringMatching(/:1 \(row 4 of the line\): How: "qiut" is not in the values/),
    ])
    const rows = rowsOf((await setAside({ [name]: text }, { mapping: MAPPING })).text)
    expect(rows).toMatchObject([
      { Who: 'Ben', error: expect.stringMatching(/^When: "soon" is not a date/) },
      { Who: 'Dot', error: expect.stringMatching(/^How: "qiut"/) },
    ])
  })

  test('Popolo', async () => {
    const text = JSON.stringify({
      persons: [
        { id: 'ada', name: 'Ada' },
        { id: 'ben', name: '' },
        { id: 'cai', name: 'Cai' },
      ],
      organizations: [{ id: 'hall', name: 'The Hall' }],
    })
    const { text: errors } = await setAside({ 'popolo.json': text })
    expect(rowsOf(errors)).toMatchObject([{ table: 'people', id: 'ben', error: 'persons name: is empty; give a name' }])
  })
})
