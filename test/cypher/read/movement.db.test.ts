import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadCircus } from '../../worlds/circus.ts'

const { ask } = askAbout(loadCircus)

const sourcesOf = (row: Record<string, unknown> | undefined) =>
  ((row?.claims ?? []) as { source: { id: string } }[]).map(({ source }) => source.id)

describe('who-joined', () => {
  test('who-joined lists the latest joiners first and states how certain their order is', async () => {
    const { rows, total } = await ask('who-joined', { organisation: 'circus' })
    expect(pick(rows, 'person', 'at', 'on', 'status', 'order')).toEqual([
      ['gil', 'circus', '2012', 'rumoured', null],
      ['eli', 'circus', '2011-01-01', 'reported', 'definite'],
      ['ann', 'circus', '2007-05-01', 'reported', 'definite'],
      ['cyd', 'circus', '2003-01-01', 'reported', 'definite'],
      ['bob', 'circus', '2002', 'reported', 'definite'],
      ['ann', 'circus', '2001-03-01', 'reported', 'definite'],
    ])
    expect(total).toBe(6)
    expect(sourcesOf(rows[1])).toEqual(['gazette'])
  })

  test('who-joined distinguishes definite from possible joiners in a window, and gives the origin that a source names', async () => {
    const { rows } = await ask('who-joined', { organisation: 'theatre', from: '2010-07-15', to: '2011' })
    expect(pick(rows, 'person', 'certainty', 'origin')).toEqual([
      ['cyd', 'definite', 'circus'],
      ['bob', 'definite', null],
      ['ann', 'possible', 'circus'],
    ])
  })
})

describe('who-left', () => {
  test('who-left lists a vague leaving above definite earlier ones and states how certain the order is', async () => {
    const { rows } = await ask('who-left', { organisation: 'circus' })
    expect(pick(rows, 'person', 'at', 'on', 'order')).toEqual([
      ['cyd', 'circus', '2010', null],
      ['bob', 'circus', '2010-06-20', 'possible'],
      ['ann', 'circus', '2010-06-10', 'definite'],
      ['pip', 'circus', '2008', 'definite'],
      ['ann', 'circus', '2005-03-01', 'definite'],
    ])
  })

  test('who-left lists leavings that are definitely within the window first, and states no order between the two parts', async () => {
    const { rows } = await ask('who-left', { organisation: 'circus', from: '2005', to: '2010-06-15' })
    expect(pick(rows, 'person', 'on', 'certainty', 'order')).toEqual([
      ['ann', '2010-06-10', 'definite', null],
      ['pip', '2008', 'definite', 'definite'],
      ['ann', '2005-03-01', 'definite', 'definite'],
      ['cyd', '2010', 'possible', null],
    ])
    const first = await ask('who-left', { organisation: 'circus', from: '2005', to: '2010-06-15', limit: 3 })
    expect(first.rows).toEqual(rows.slice(0, 3))
  })
})

describe('where-they-went', () => {
  test('where-they-went honours the window of the leaving and lists leavings that are definitely within it first', async () => {
    const { rows } = await ask('where-they-went', { organisation: 'circus', from: '2010-06' })
    expect(rows.map(({ order }) => order)).toEqual([null, 'definite', null])
    expect(pick(rows, 'person', 'at', 'within', 'organisation', 'certainty')).toEqual([
      ['bob', 'circus', 'definite', 'theatre', 'definite'],
      ['ann', 'circus', 'definite', 'theatre', 'definite'],
      ['cyd', 'circus', 'possible', 'theatre', 'definite'],
    ])
  })
})

describe('where-they-came-from', () => {
  test('where-they-came-from gives the previous place, from a source or by dates, and the organisation itself for a returner', async () => {
    const { rows } = await ask('where-they-came-from', { organisation: 'circus' })
    expect(pick(rows, 'person', 'joined', 'origin', 'organisation', 'left', 'certainty')).toEqual([
      ['eli', '2011-01-01', 'known', 'bakery', '2010-12-31', 'definite'],
      ['ann', '2007-05-01', 'known', 'circus', '2005-03-01', 'definite'],
      ['cyd', '2003-01-01', 'none reported', null, null, null],
      ['bob', '2002', 'none reported', null, null, null],
      ['ann', '2001-03-01', 'none reported', null, null, null],
    ])
    expect(sourcesOf(rows[0])).toEqual(['gazette', 'gazette', 'gazette'])
  })

  test('where-they-came-from names the organisation rather than its team when a person was at both', async () => {
    const { rows } = await ask('where-they-came-from', { organisation: 'bakery' })
    expect(pick(rows, 'person', 'organisation', 'certainty')).toEqual([
      ['fay', 'opera', 'definite'],
      ['eli', null, null],
      ['kim', 'opera', 'definite'],
    ])
  })

  test('where-they-came-from honours the window of the joining', async () => {
    const { rows } = await ask('where-they-came-from', { organisation: 'theatre', from: '2010', to: '2010' })
    expect(pick(rows, 'person', 'within', 'organisation', 'left')).toEqual([
      ['bob', 'definite', 'circus', '2010-06-20'],
      ['ann', 'definite', 'circus', '2010-06-10'],
    ])
  })
})

describe('present-at', () => {
  test.each([
    ['2006', ['bob definite', 'cyd definite', 'pip possible']],
    ['2010-06-15', ['bob definite', 'cyd possible']],
    ['2010-06', ['ann possible', 'bob possible', 'cyd possible']],
    ['2010-06-20', ['cyd possible']],
    ['2012-03-01', ['eli definite']],
    ['2012-03', ['eli possible']],
    ['2002', ['ann definite', 'bob possible', 'pip possible']],
    ['../2001', ['ann possible', 'pip possible']],
    ['1999', ['pip possible']],
  ])('present-at on %s distinguishes definite from possible presence: %j', async (on, expected) => {
    const { rows } = await ask('present-at', { organisation: 'circus', on })
    expect(pick(rows, 'person', 'certainty').map(cells => cells.join(' '))).toEqual(expected)
  })
})

describe('colleagues', () => {
  test('colleagues answers with one row for each pair and the days that they share, definite rows first', async () => {
    const { rows } = await ask('colleagues', { person: 'bob' })
    expect(pick(rows, 'colleague', 'days', 'certainty')).toEqual([
      ['cyd', { min: 2557, max: null }, 'definite'],
      ['ann', { min: 1927, max: null }, 'definite'],
      // In a team of the Circus from 2006 at the latest, so in the Circus too.
      ['pip', { min: 366, max: 2556 }, 'definite'],
      ['dov', { min: 1, max: null }, 'definite'],
    ])
    const stays = rows.map(row => pick(row.stays as Record<string, unknown>[], 'at', 'days', 'certainty'))
    expect(stays[0]).toEqual([
      ['circus', { min: 2557, max: 2727 }, 'definite'],
      ['theatre', { min: 0, max: null }, 'possible'],
    ])
    expect(stays[1]).toEqual([
      ['circus', { min: 1136, max: 1136 }, 'definite'],
      ['circus', { min: 791, max: 1155 }, 'definite'],
      ['theatre', { min: 0, max: null }, 'possible'],
    ])
  })

  test('colleagues includes the sources of both stays', async () => {
    const [fay] = (await ask('colleagues', { person: 'eli' })).rows
    expect(pick([fay ?? {}], 'colleague', 'days')).toEqual([['fay', { min: 333, max: 333 }]])
    expect(sourcesOf(fay)).toEqual(['gazette', 'gazette', 'gazette', 'gazette'])
  })

  test('colleagues caps its rows and reports the total', async () => {
    const { rows, truncated, total } = await ask('colleagues', { person: 'bob', limit: 2 })
    expect([rows.length, truncated, total]).toEqual([2, true, 4])
  })
})

describe('boomerangs', () => {
  test('boomerangs reports who left and came back, in which manner and role, and after how many days', async () => {
    const { rows, total } = await ask('boomerangs', { organisation: 'circus' })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({
      person: { id: 'ann' },
      certainty: 'definite',
      gap: { min: 791, max: 791 },
      left: { on: '2005-03-01', manner: 'resigned', role: 'rider' },
      returned: { on: '2007-05-01', manner: 'returned', role: 'director' },
      rolesBefore: ['rider'],
      rolesAfter: ['director'],
    })
    expect(sourcesOf(rows[0])).toEqual(['playbill', 'playbill', 'playbill', 'gazette'])
  })

  test('boomerangs reports a return as possible when the dates do not separate the stays and no source mentions a return', async () => {
    const { rows } = await ask('boomerangs', { organisation: 'opera' })
    expect(pick(rows, 'person', 'certainty', 'gap')).toEqual([['tom', 'possible', { min: 0, max: 364 }]])
  })
})

describe('group-exits', () => {
  const people = (row: Record<string, unknown>) =>
    (row.people as { person: { id: string }; certainty: string }[]).map(({ person }) => person.id).sort()

  test('group-exits returns a definite group and a larger possible one', async () => {
    const { rows, total } = await ask('group-exits', { organisation: 'circus', days: 30 })
    expect(rows.map(row => [...(pick([row], 'destination', 'certainty', 'gap')[0] ?? []), people(row)])).toEqual([
      ['theatre', 'definite', { min: 10, max: 10 }, ['ann', 'bob']],
      ['theatre', 'possible', { min: 10, max: 204 }, ['ann', 'bob', 'cyd']],
    ])
    expect(total).toBe(2)
    expect(sourcesOf(rows[0])).toEqual(['gazette', 'gazette', 'gazette', 'gazette'])
  })

  test('group-exits honours the requested days, destination and group size', async () => {
    const near = await ask('group-exits', { organisation: 'circus', days: 9 })
    expect(near.rows.map(row => [row.certainty, people(row)])).toEqual([
      ['possible', ['ann', 'cyd']],
      ['possible', ['bob', 'cyd']],
    ])
    expect((await ask('group-exits', { organisation: 'circus', days: 30, people: 3 })).rows).toHaveLength(1)
    expect((await ask('group-exits', { organisation: 'circus', destination: 'opera' })).rows).toEqual([])
    expect((await ask('group-exits', { organisation: 'circus', destination: 'theatre' })).rows).toHaveLength(2)
  })
})

describe('career', () => {
  test('career states whether the order of two stays is certain', async () => {
    const { rows } = await ask('career', { person: 'tom' })
    expect(pick(rows, 'organisation', 'stint', 'order')).toEqual([
      ['opera', 'first', null],
      ['opera', 'second', 'definite'],
    ])
    const pip = await ask('career', { person: 'pip' })
    expect(pick(pip.rows, 'organisation', 'order')).toEqual([
      ['circus', null],
      ['menagerie', 'possible'],
    ])
  })
})
