import { describe, expect, test } from 'vitest'
import '../../../client/i18n/all-words.ts'
import { translator } from '../../../client/i18n/translate.ts'
import { emptyLocation } from '../../../client/store/location.ts'
import { type Moment, momentOf } from '../../../client/store/moment.ts'
import { momentWords, windowWords } from '../../../client/store/moment-words.ts'
import { partOf } from '../../../picture/network/as-of.ts'
import { addRelationship, edgeId, emptyNetwork } from '../../../picture/network/network.ts'
import { readReply } from '../../../picture/network/read-reply.ts'
import { readReports } from '../../../picture/network/reported-by.ts'

/** Ada was there from 2020 to 2023, Bob left some time in 2023. */
function lab() {
  const network = emptyNetwork()
  network.nodes.set('lab', { id: 'lab', kind: 'organisation', name: 'Lab', aliases: [], type: null })
  for (const [id, endEarliest, endLatest] of [
    ['ada', '2023-12-31', '2023-12-31'],
    ['bob', '2023-01-01', '2023-12-31'],
  ] as const) {
    network.nodes.set(id, { id, kind: 'person', name: id, aliases: [], type: null })
    const begin = { beginEarliest: '2020-01-01', beginLatest: '2020-01-01' }
    const properties = { id, ...begin, endEarliest, endLatest, open: false }
    addRelationship(network, { type: 'WAS_AT', source: id, target: 'lab', properties })
  }
  return network
}
const network = lab()
const momentAt = (at: string | null, vs: string | null = null): Moment => {
  const moment = momentOf({ location: { ...emptyLocation(), at, vs }, shown: network })
  if (!moment) throw new Error('no date')
  return moment
}
const words = (moment: Moment, language: 'en' | 'zh' = 'en') => momentWords(translator(language), language, moment)

describe('date of the map', () => {
  test('all dates have no moment, and one date has one moment however often it is asked', () => {
    expect(momentOf({ location: emptyLocation(), shown: network })).toBeNull()
    expect(momentOf({ location: { ...emptyLocation(), at: '2023' }, shown: null })).toBeNull()
    expect(momentAt('2023-05-01')).toBe(momentAt('2023-05-01'))
    expect(momentAt('2023-05-02')).not.toBe(momentAt('2023-05-01'))
  })

  test('two dates have the state at both, the earlier first', () => {
    const { dates, before, state } = momentAt('2024', '2022-05-01')
    const [ada, bob] = ['ada', 'bob'].map(id => edgeId(id, 'lab'))
    const at = (one: typeof state) => [ada, bob].map(id => one?.edges.get(id ?? '')?.certainty)
    expect([dates, at(before), at(state)]).toEqual([
      ['2022-05-01', '2024'],
      ['definite', 'definite'],
      ['no', 'no'],
    ])
    expect(momentAt('2024').before).toBeNull()
  })

  test('only present lines and their ends are part of the moment', () => {
    expect([...momentAt('2019-12-31').present.nodes.keys()]).toEqual([])
    expect([...momentAt('2023-06-01').present.nodes.keys()]).toEqual(['lab', 'ada', 'bob'])
    expect([...momentAt('2023-06-01').meanings]).toEqual([
      [edgeId('ada', 'lab'), { kind: 'present', doubtful: false }],
      [edgeId('bob', 'lab'), { kind: 'present', doubtful: true }],
    ])
  })

  test('the sentence says a day, a month, a year and an interval with their numbers', () => {
    expect(words(momentAt('2023-06-01'))).toBe('On 1 June 2023: 1 surely there, 1 possibly')
    expect(words(momentAt('2022-06'))).toBe('June 2022: 2 surely there all the time, 0 possibly or for a part of it')
    expect(words(momentAt('2023'))).toBe('2023: 0 surely there all the time, 2 possibly or for a part of it')
    expect(words(momentAt('2021/2022-05'))).toMatch(/^Between 2021 and May 2022: 2 surely/)
    expect(words(momentAt('2023-06-01'), 'zh')).toBe('2023年6月1日：1 人确定在任，1 人可能在任')
  })

  test('two dates are compared from the earlier to the later, whichever was written first', () => {
    const sentence =
      'From 1 January 2022 to 1 June 2023, by stay: 0 joined (and 0 possibly), 0 left (and 1 possibly), 1 unchanged (and 0 possibly)'
    expect(words(momentAt('2022-01-01', '2023-06-01'))).toBe(sentence)
    expect(words(momentAt('2023-06-01', '2022-01-01'))).toBe(sentence)
    expect(momentAt('2022-01-01', '2023-06-01').meanings.get(edgeId('bob', 'lab'))).toEqual({
      kind: 'left',
      doubtful: true,
    })
  })

  describe('with the clock of publication', () => {
    const report = (subject: string, event: string, published: string, latest = published) => ({
      ...{ subject: { id: subject }, object: { id: 'lab' }, event, status: 'reported' },
      ...{ earliest: published, latest },
    })
    const reports = readReports(
      [
        report('ada', 'joined', '2021-01-01'),
        report('ada', 'left', '2024-02-01'),
        report('bob', 'left', '2023-01-01', '2024-12-31'),
      ],
      true,
    )
    const known = (at: string, vs: string | null = null) => {
      const location = { ...emptyLocation(), at, vs, clock: 'known' as const }
      expect(momentOf({ location, shown: network, reports: null })).toBeNull()
      const moment = momentOf({ location, shown: network, reports })
      if (!moment) throw new Error('no date')
      return moment
    }

    test('lines mean what had been reported, and nothing is known of the date before the reports arrive', () => {
      expect([...known('2020-12-31').meanings]).toEqual([])
      expect([...known('2023-06-01').meanings]).toEqual([
        [edgeId('ada', 'lab'), { kind: 'joined', doubtful: false }],
        [edgeId('bob', 'lab'), { kind: 'left', doubtful: true }],
      ])
      expect(known('2024-02-01').meanings.get(edgeId('ada', 'lab'))?.kind).toBe('both')
    })

    test('the sentence says by when, and between two dates what is new', () => {
      expect(words(known('2023-06-01'))).toBe('Reported by 1 June 2023: 1 surely, 1 possibly')
      expect(words(known('2023-06'))).toBe('Reported by an unknown day (June 2023): 1 surely, 1 possibly')
      expect(words(known('2025-01-01', '2022-01-01'))).toBe(
        'From 1 January 2022 to 1 January 2025, by line of the map: 2 newly reported (and 0 possibly), 0 reported before (and 0 possibly)',
      )
      expect(known('2022-01-01', '2025-01-01').meanings.get(edgeId('ada', 'lab'))).toEqual({
        kind: 'left',
        doubtful: false,
      })
    })
  })

  describe('with a window', () => {
    const inWindow = partOf(network, id => id === edgeId('bob', 'lab'))

    test('what is outside the window is absent, at all dates and at one', () => {
      const location = { ...emptyLocation(), from: '2023', to: '2023' }
      const moment = momentOf({ location, shown: network, within: inWindow })
      expect(moment?.present).toBe(inWindow)
      expect([...(moment?.meanings.keys() ?? [])]).toEqual([edgeId('bob', 'lab')])
      const dated = momentOf({ location: { ...location, at: '2022-01-01' }, shown: network, within: inWindow })
      expect(dated?.state?.people).toEqual({ definite: 1, possible: 0 })
      expect([...(dated?.present.nodes.keys() ?? [])]).toEqual(['lab', 'bob'])
    })

    test('the sentence counts the people in the window', () => {
      const of = (from: string | null, to: string | null) =>
        windowWords(translator('en'), 'en', { location: { ...emptyLocation(), from, to }, network, within: inWindow })
      expect(of('2023', '2024-05')).toBe('Window from 2023 to May 2024: 1 of 2 people')
      expect(of(null, '2024-05-14')).toBe('Window up to 14 May 2024: 1 of 2 people')
      expect(of('2023', null)).toBe('Window from 2023: 1 of 2 people')
    })

    test('the sentence counts people who are only possibly in the window separately', () => {
      const rows = ['ada', 'bob', 'eve'].map((id, at) => ({
        ...{ person: { id, name: id }, on: '2024-05', earliest: '2024-05-01', latest: '2024-05-31', claims: [] },
        ...{ status: 'reported', disputed: false, certainty: at === 0 ? 'definite' : 'possible' },
      }))
      const within = readReply({ query: 'who-left', params: { organisation: 'lab' }, rows })
      const location = { ...emptyLocation(), from: '2024-05-14' }
      const moment = momentOf({ location, shown: within, within })
      expect([...(moment?.meanings.values() ?? [])].map(({ doubtful }) => doubtful)).toEqual([false, true, true])
      expect(windowWords(translator('en'), 'en', { location, network: within, within })).toBe(
        'Window from 14 May 2024: 1 surely, 2 possibly, of 3 people',
      )
    })
  })
})
