import { describe, expect, test } from 'vitest'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

const post = (stint: string, event: WeighedClaim['event'], on: string | null) => claim(event, on, { stint })
const reconciled = (...claims: WeighedClaim[]) => {
  const { joined, left, tenures } = reconcile(claims)
  return {
    joined: joined.map(({ on }) => on),
    left: left.map(({ on }) => on),
    stays: tenures.map(stay => [stay.stint, stay.beginEarliest, stay.endLatest, stay.open, stay.lastSeen]),
  }
}

describe('simultaneous posts', () => {
  test('simultaneous posts are one stay, and the end of one while another continues is no leaving', () => {
    const { joined, left, stays } = reconciled(
      post('chief', 'joined', '2015'),
      post('board', 'joined', '2018'),
      post('chief', 'left', '2020'),
    )
    expect({ joined, left }).toEqual({ joined: ['2015'], left: [] })
    expect(stays).toEqual([['chief + board', '2015-01-01', null, true, '2019-12-31']])
  })

  test('a stay of simultaneous posts ends with the last of them', () => {
    const { left, stays } = reconciled(
      post('chief', 'joined', '2015'),
      post('board', 'joined', '2018'),
      post('chief', 'left', '2020'),
      post('board', 'left', '2022-06'),
    )
    expect(left).toEqual(['2022-06'])
    expect(stays).toEqual([['chief + board', '2015-01-01', '2022-06-30', false, null]])
  })

  test('posts are one stay when one begins on the day the other ends, or when no claim ends the first', () => {
    expect(
      reconciled(post('a', 'joined', '2015'), post('a', 'left', '2018-05-01'), post('b', 'joined', '2018-05-01')).left,
    ).toEqual([])
    expect(reconciled(post('a', 'joined', '2015'), post('b', 'joined', '2018')).stays).toHaveLength(1)
  })

  test('posts are two stays when there may have been time between them', () => {
    const { left, stays } = reconciled(
      post('a', 'joined', '2015'),
      post('a', 'left', '2018'),
      post('b', 'joined', '2018'),
      post('b', 'left', '2020'),
    )
    expect(left).toEqual(['2018', '2020'])
    expect(stays.map(([name]) => name)).toEqual(['a', 'b'])
  })

  test('simultaneous posts begin with the earlier one when it is unclear which began first', () => {
    const { joined, stays } = reconciled(
      post('a', 'joined', '2015'),
      post('b', 'joined', '2015-03'),
      post('a', 'left', '2020'),
      post('b', 'left', '2020-06'),
    )
    expect(joined).toEqual(['2015'])
    expect(stays).toEqual([['a + b', '2015-01-01', '2020-12-31', false, null]])
  })

  test('a later post is no joining if the person was certainly present before', () => {
    expect(reconciled(post('a', 'present', '2010'), post('a', 'left', '2020'), post('b', 'joined', '2015'))).toEqual({
      joined: [],
      left: [],
      stays: [['a + b', null, null, true, '2019-12-31']],
    })
  })
})

describe('leaving the organisation', () => {
  test('a leaving that names no post ends every post', () => {
    const { left, stays } = reconciled(
      post('chief', 'joined', '2015'),
      post('board', 'joined', '2018'),
      claim('left', '2020'),
    )
    expect(left).toEqual(['2020'])
    expect(stays).toEqual([['chief + board', '2015-01-01', '2020-12-31', false, null]])
  })

  test('a leaving that names no post does not end a post in which the person is seen later', () => {
    const { left, stays } = reconciled(
      claim('joined', '2015'),
      post('board', 'joined', '2018'),
      claim('left', '2020'),
      post('board', 'present', '2022'),
    )
    expect(left).toEqual([])
    expect(stays).toEqual([['1', '2015-01-01', null, true, '2022-01-01']])
  })

  test('a leaving without a post ends a stay whose post had ended before', () => {
    const { left, stays } = reconciled(
      post('chief', 'joined', '2015'),
      post('chief', 'left', '2018'),
      claim('left', '2020'),
    )
    expect(left).toEqual(['2020'])
    expect(stays).toEqual([['chief', '2015-01-01', '2020-12-31', false, null]])
  })
})

describe('stays without a post', () => {
  test('a stay without a post contains the posts within it', () => {
    expect(
      reconciled(
        claim('joined', '2015'),
        post('board', 'joined', '2017'),
        post('board', 'left', '2019'),
        claim('left', '2021'),
      ),
    ).toEqual({
      joined: ['2015'],
      left: ['2021'],
      stays: [['1', '2015-01-01', '2021-12-31', false, null]],
    })
  })

  test('several stays without a post are unchanged by a post during one of them', () => {
    const { left, stays } = reconciled(
      ...[claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')],
      ...[post('board', 'joined', '2017'), post('board', 'left', '2018')],
    )
    expect(left).toEqual(['2014', '2019'])
    expect(stays.map(([name]) => name)).toEqual(['1', '2'])
  })

  test('a stay without a post keeps every claim of its posts', () => {
    const claims = [claim('joined', '2015'), post('board', 'joined', '2017'), post('board', 'left', '2019')]
    expect(reconcile(claims).tenures[0]?.claims).toEqual(claims.map(({ id }) => id).sort())
  })
})

test('numbered stints are successive stays and never posts', () => {
  const { left, stays } = reconciled(
    post('1', 'joined', '2010'),
    post('1', 'left', '2014-05-01'),
    post('2', 'joined', '2014-05-01'),
  )
  expect(left).toEqual(['2014-05-01'])
  expect(stays.map(([name]) => name)).toEqual(['1', '2'])
})
