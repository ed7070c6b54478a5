import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadHarbour } from '../../worlds/harbour.ts'

const { ask } = askAbout(loadHarbour)

describe('founders-remaining', () => {
  test('founders-remaining recognises founders by manner or role, and ignores a founder’s assistant', async () => {
    const { rows } = await ask('founders-remaining', { organisation: 'harbour' })
    expect(pick(rows, 'person', 'status', 'certainty')).toEqual([
      ['vic', 'there', 'possible'],
      ['una', 'left', 'definite'],
      ['wim', 'left', 'definite'],
      ['yves', 'left', 'definite'],
    ])
  })

  test.each([
    ['2005', ['una there definite', 'vic there definite', 'wim there definite', 'yves unknown null']],
    ['2010-06-01', ['vic there definite', 'wim there definite', 'yves unknown null', 'una left definite']],
    ['2012-06-01', ['vic there definite', 'wim unknown null', 'yves unknown null', 'una left definite']],
    ['2012', ['vic there definite', 'wim unknown null', 'yves unknown null', 'una left definite']],
    ['2020', ['vic there possible', 'yves unknown null', 'una left definite', 'wim left definite']],
    ['1999', []],
  ])(
    'founders-remaining on %s returns who was there, who had left and whose presence is unknown: %j',
    async (on, expected) => {
      const { rows } = await ask('founders-remaining', { organisation: 'harbour', on })
      expect(pick(rows, 'person', 'status', 'certainty').map(cells => cells.map(String).join(' '))).toEqual(expected)
    },
  )
})

describe('lineage', () => {
  const columns = ['generation', 'parent', 'organisation', 'person', 'by', 'lag', 'certainty'] as const

  test('lineage follows founders and leaders up to the requested generation and lists each organisation once', async () => {
    const { rows } = await ask('lineage', { organisation: 'harbour', generations: 4 })
    expect(pick(rows, ...columns)).toEqual([
      [1, 'harbour', 'lighthouse', 'una', 'founded', { min: 92, max: 92 }, 'definite'],
      [2, 'lighthouse', 'beacon', 'kit', 'led', { min: 90, max: 120 }, 'definite'],
      [3, 'beacon', 'candle', 'mo', 'founded', { min: 1, max: 61 }, 'definite'],
    ])
    expect((await ask('lineage', { organisation: 'harbour', generations: 2 })).rows).toHaveLength(2)
  })

  test('lineage by founding leaves out the people who only came to lead', async () => {
    const { rows } = await ask('lineage', { organisation: 'harbour', generations: 4, by: 'founding' })
    expect(pick(rows, 'organisation')).toEqual([['lighthouse']])
    expect(pick((await ask('lineage', { organisation: 'beacon', generations: 1 })).rows, 'organisation')).toEqual([
      ['candle'],
      ['lighthouse'],
    ])
  })
})

describe('vacancies', () => {
  test('vacancies finds the successor under any spelling of the role, and reports roles with no successor or several candidates', async () => {
    const { rows } = await ask('vacancies', { organisation: 'harbour' })
    expect(pick(rows, 'leaver', 'filled', 'successor', 'certainty', 'vacant')).toEqual([
      ['bea', 'none reported', null, null, null],
      ['lou', 'none reported', null, null, null],
      ['abe', 'known', 'bea', 'possible', { min: 0, max: 291 }],
      ['una', 'known', 'abe', 'definite', { min: 30, max: 30 }],
      ['hal', 'several', null, 'possible', { min: 1, max: 59 }],
    ])
    expect(pick(rows.at(-1)?.candidates as Record<string, unknown>[], 'id')).toEqual([['jan'], ['ida']])
  })

  test('vacancies for one role in a window include the sources of the leaving and of the joining', async () => {
    const { rows, total } = await ask('vacancies', { organisation: 'harbour', role: 'CHIEF-EXECUTIVE', to: '2010' })
    expect(total).toBe(1)
    expect(pick(rows[0]?.claims as Record<string, unknown>[], 'event')).toEqual([['left'], ['joined']])
  })
})

describe('disputed', () => {
  test('disputed names the points on which the sources disagree, with the claim of each source', async () => {
    const { rows } = await ask('disputed', {})
    expect(pick(rows, 'person', 'event', 'about')).toEqual([
      ['hew', 'left', ['date']],
      ['ira', 'left', ['manner']],
      ['jon', 'left', ['rumoured']],
      ['flo', 'left', ['denied']],
    ])
    expect(pick(rows, 'earliest', 'latest')[0]).toEqual(['2016-01-01', '2017-12-31'])
    expect(pick(rows[0]?.claims as Record<string, unknown>[], 'source', 'on')).toEqual([
      ['log', '2016'],
      ['tide', '2017'],
    ])
  })

  test('disputed for one node returns only the disputes about that node', async () => {
    expect((await ask('disputed', { node: 'flo' })).total).toBe(1)
    expect((await ask('disputed', { node: 'harbour' })).total).toBe(4)
    expect((await ask('disputed', { node: 'una' })).total).toBe(0)
  })
})

describe('sources', () => {
  test('the query sources counts the records that depend on each source, and on it alone', async () => {
    const { rows } = await ask('sources', {})
    expect(
      pick(rows, 'source', 'claims', 'rumours', 'denials', 'events', 'alone', 'people', 'organisations', 'parts'),
    ).toEqual([
      ['log', 55, 0, 0, 51, 49, 30, 6, 0],
      ['tide', 5, 1, 1, 4, 2, 5, 1, 1],
      ['silent', 0, 0, 0, 0, 0, 0, 0, 0],
    ])
  })

  test('the query sources returns the same counts for a single source', async () => {
    const { rows } = await ask('sources', { source: 'tide' })
    expect(pick(rows, 'source', 'alone')).toEqual([['tide', 2]])
  })
})
