import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../cypher/dates.ts'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { type PartOfPeriod, withinOf } from '../../../seeds/reconcile/parts.ts'
import { reconcile as reconcileWithin } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

const reconcile = (claims: WeighedClaim[], parts: PartOfPeriod[] = []) => reconcileWithin(claims, withinOf(parts))
const at = (organisation: string, event: WeighedClaim['event'], on: string | null) => claim(event, on, { organisation })
const partOf = (part: string, from: string | null = null, to: string | null = null): PartOfPeriod => ({
  part,
  whole: 'mill',
  from: from === null ? null : parseDate(from),
  to: to === null ? null : parseDate(to),
})
const teams = [partOf('lab'), partOf('shop')]

describe('members of a team', () => {
  test('a stay in a team bounds the begin and the last sighting of the stay in its company', () => {
    const claims = [at('mill', 'joined', '../2019'), at('lab', 'joined', '2018'), at('lab', 'present', '2023-03-01')]
    const mill = reconcile(claims, teams).tenures.find(({ organisation }) => organisation === 'mill')
    expect(mill).toMatchObject({ beginLatest: '2018-12-31', open: true, lastSeen: '2023-03-01' })
    expect(reconcile(claims).tenures.find(({ organisation }) => organisation === 'mill')).toMatchObject({
      beginLatest: '2019-12-31',
      lastSeen: null,
    })
  })

  test('moving from one team to another is not a leaving of the company', () => {
    const claims = [
      at('mill', 'joined', '2018'),
      at('lab', 'joined', '2018'),
      at('lab', 'left', '2021-05'),
      claim('joined', '2021-05', { organisation: 'shop', manner: 'transferred', origin: 'lab' }),
    ]
    const { left, tenures } = reconcile(claims, teams)
    expect(left.map(({ organisation }) => organisation)).toEqual(['lab'])
    expect(tenures.find(({ organisation }) => organisation === 'mill')).toMatchObject({
      open: true,
      lastSeen: '2021-05-01',
    })
  })

  test('leaving the company ends the stay in its team, without a leaving of the team', () => {
    const claims = [at('mill', 'joined', '2018'), at('mill', 'left', '2024-05-15'), at('lab', 'present', '2023')]
    const { left, tenures } = reconcile(claims, teams)
    expect(left.map(({ organisation }) => organisation)).toEqual(['mill'])
    expect(tenures.find(({ organisation }) => organisation === 'lab')).toMatchObject({
      beginEarliest: '2018-01-01',
      endEarliest: '2023-01-01',
      endLatest: '2024-05-15',
      open: false,
      lastSeen: null,
    })
  })

  test('a stay in a team makes no stay in a company without claims', () => {
    const claims = [at('lab', 'joined', '2018')]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })
})

describe('stays in a team without consequences', () => {
  test('a stay in a team has no consequences for the company while the team may not have been part of it', () => {
    const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2018'), at('lab', 'present', '2023')]
    expect(reconcile(claims, [partOf('lab', '2020')])).toEqual(reconcile(claims))
    expect(reconcile(claims, [partOf('lab', '2016', '2021')])).toEqual(reconcile(claims))
    expect(reconcile(claims, [partOf('lab', '2016', '2023/..')])).not.toEqual(reconcile(claims))
  })

  test('a stay in a team has no consequences when two stays in the company can contain it', () => {
    const claims = [
      ...[at('mill', 'joined', '2010'), at('mill', 'left', '2014'), at('mill', 'joined', '2016')],
      at('lab', 'present', '2012/2018'),
    ]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })

  test('a presence in a team after leaving the company has no consequences', () => {
    const claims = [at('mill', 'joined', '2010'), at('mill', 'left', '2014'), at('lab', 'present', '2018')]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })

  test('organisations that are parts of each other are reconciled to the same stays in either order', () => {
    const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2018'), at('lab', 'left', '2019')]
    const loop = [partOf('lab'), { part: 'mill', whole: 'lab', from: null, to: null }]
    expect(reconcile(claims, loop).tenures).toHaveLength(2)
    expect(reconcile(claims, [...loop].reverse())).toEqual(reconcile(claims, loop))
  })
})

test('a team of a team of a company is part of both', () => {
  const tree = [partOf('lab'), { part: 'bench', whole: 'lab', from: null, to: null }]
  const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2016'), at('bench', 'present', '2020')]
  const seen = (parts: PartOfPeriod[]) => reconcile(claims, parts).tenures.map(({ lastSeen }) => lastSeen)
  expect(seen(tree)).toEqual(['2020-01-01', '2020-01-01', '2020-01-01'])
  expect(seen([...tree].reverse())).toEqual(seen(tree))
})

test('a team of a team of a company is part of the company, even without claims about the team between', () => {
  const tree = [partOf('lab', '2016'), { part: 'bench', whole: 'lab', from: null, to: null }]
  const claims = [at('mill', 'joined', '2015'), at('bench', 'present', '2020')]
  expect(reconcile(claims, tree).tenures).toMatchObject([{ organisation: 'bench' }, { lastSeen: '2020-01-01' }])
  expect(reconcile(claims, [partOf('lab', '2021'), ...tree.slice(1)])).toEqual(reconcile(claims))
})
