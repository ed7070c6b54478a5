import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../cypher/dates.ts'
import type { WeighedClaim } from '../../../seeds/reconcile/claim.ts'
import { type PartOfPeriod, withinOf } from '../../../seeds/reconcile/parts.ts'
import { reconcile as reconcileWithin } from '../../../seeds/reconcile.ts'
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

describe('who is in a team', () => {
  test('is in its company: seen there as long, and begun there by then', () => {
    const claims = [at('mill', 'joined', '../2019'), at('lab', 'joined', '2018'), at('lab', 'present', '2023-03-01')]
    const mill = reconcile(claims, teams).tenures.find(({ organisation }) => organisation === 'mill')
    expect(mill).toMatchObject({ beginLatest: '2018-12-31', open: true, lastSeen: '2023-03-01' })
    expect(reconcile(claims).tenures.find(({ organisation }) => organisation === 'mill')).toMatchObject({
      beginLatest: '2019-12-31',
      lastSeen: null,
    })
  })

  test('and leaves it for another has not left the company', () => {
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

  test('has left it when they have left the company, though no event is made of that', () => {
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

  test('makes no stay in a company of which nobody tells', () => {
    const claims = [at('lab', 'joined', '2018')]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })
})

describe('nothing follows', () => {
  test('of a time at which the team was not surely a part', () => {
    const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2018'), at('lab', 'present', '2023')]
    expect(reconcile(claims, [partOf('lab', '2020')])).toEqual(reconcile(claims))
    expect(reconcile(claims, [partOf('lab', '2016', '2021')])).toEqual(reconcile(claims))
    expect(reconcile(claims, [partOf('lab', '2016', '2023/..')])).not.toEqual(reconcile(claims))
  })

  test('of a stay in the team that two stays in the company can hold', () => {
    const claims = [
      ...[at('mill', 'joined', '2010'), at('mill', 'left', '2014'), at('mill', 'joined', '2016')],
      at('lab', 'present', '2012/2018'),
    ]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })

  test('of a team in which somebody is seen after they left the company', () => {
    const claims = [at('mill', 'joined', '2010'), at('mill', 'left', '2014'), at('lab', 'present', '2018')]
    expect(reconcile(claims, teams)).toEqual(reconcile(claims))
  })

  test('of organisations that would be parts of each other', () => {
    const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2018'), at('lab', 'left', '2019')]
    const loop = [partOf('lab'), { part: 'mill', whole: 'lab', from: null, to: null }]
    expect(reconcile(claims, loop).tenures).toHaveLength(2)
    expect(reconcile(claims, [...loop].reverse())).toEqual(reconcile(claims, loop))
  })
})

test('a team of a team of a company is within both', () => {
  const tree = [partOf('lab'), { part: 'bench', whole: 'lab', from: null, to: null }]
  const claims = [at('mill', 'joined', '2015'), at('lab', 'joined', '2016'), at('bench', 'present', '2020')]
  const seen = (parts: PartOfPeriod[]) => reconcile(claims, parts).tenures.map(({ lastSeen }) => lastSeen)
  expect(seen(tree)).toEqual(['2020-01-01', '2020-01-01', '2020-01-01'])
  expect(seen([...tree].reverse())).toEqual(seen(tree))
})

test('a team of a team of a company is within the company, though nobody tells of the team between', () => {
  const tree = [partOf('lab', '2016'), { part: 'bench', whole: 'lab', from: null, to: null }]
  const claims = [at('mill', 'joined', '2015'), at('bench', 'present', '2020')]
  expect(reconcile(claims, tree).tenures).toMatchObject([{ organisation: 'bench' }, { lastSeen: '2020-01-01' }])
  expect(reconcile(claims, [partOf('lab', '2021'), ...tree.slice(1)])).toEqual(reconcile(claims))
})
