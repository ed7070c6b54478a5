import { describe, expect, test } from 'vitest'
import { changeMeaning, changeOf, compareNetwork } from '../../../picture/network/compare.ts'
import { addRelationship, edgeId, emptyNetwork } from '../../../picture/network/network.ts'

const day = (text: string) => ({ earliest: text, latest: text })

describe('comparison of two dates', () => {
  test.each([
    ['no', 'no', 'absent', 'definite'],
    ['no', 'possible', 'joined', 'possible'],
    ['no', 'definite', 'joined', 'definite'],
    ['possible', 'no', 'left', 'possible'],
    ['possible', 'possible', 'unchanged', 'possible'],
    ['possible', 'definite', 'joined', 'possible'],
    ['definite', 'no', 'left', 'definite'],
    ['definite', 'possible', 'left', 'possible'],
    ['definite', 'definite', 'unchanged', 'definite'],
  ] as const)('from %s to %s, the line is %s: %s', (before, after, change, certainty) => {
    expect(changeOf(before, after)).toEqual({ change, certainty })
  })

  test('a comparison swaps joined and left when its dates are swapped', () => {
    const network = emptyNetwork()
    const stay = {
      beginEarliest: '2020-03-01',
      beginLatest: '2020-03-31',
      endEarliest: '2024-01-01',
      endLatest: '2024-12-31',
    }
    addRelationship(network, { type: 'WAS_AT', source: 'ada', target: 'lab', properties: { ...stay, open: false } })
    const change = (from: string, to: string) => compareNetwork(network, day(from), day(to)).get(edgeId('ada', 'lab'))
    expect(change('2019-01-01', '2022-01-01')).toEqual({ change: 'joined', certainty: 'definite' })
    expect(change('2022-01-01', '2019-01-01')).toEqual({ change: 'left', certainty: 'definite' })
    expect(change('2022-01-01', '2024-06-01')).toEqual({ change: 'left', certainty: 'possible' })
    expect(change('2022-01-01', '2022-01-01')).toEqual({ change: 'unchanged', certainty: 'definite' })
  })

  test('each change has its own shape, dashed if it is only possible', () => {
    const kinds = (['joined', 'left', 'unchanged'] as const).map(change =>
      changeMeaning({ change, certainty: 'definite' }),
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['joined', 'left', 'present'])
    expect(changeMeaning({ change: 'left', certainty: 'possible' })).toEqual({ kind: 'left', doubtful: true })
  })
})
