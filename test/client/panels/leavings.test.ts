import { expect, test } from 'vitest'
import { leavingsOf } from '../../../client/panels/leavings.ts'

const row = (
  id: string,
  earliest: string | null,
  latest: string | null,
  status = 'reported',
  scheduledAsOf: string | null = null,
) => ({
  ...{ person: { id, name: id }, earliest, latest, scheduledAsOf },
  status: status as 'reported',
})

test('a person who left twice counts once, rumours and denials do not count, and who is to leave is counted apart', () => {
  const rows = [
    row('ada', '2023-05-01', '2023-05-31'),
    row('ada', '2024-06-02', '2024-06-02', 'confirmed'),
    row('bob', '2020-01-01', '2020-12-31', 'rumoured'),
    row('eve', '2030-01-01', '2030-12-31', 'scheduled'),
    row('kim', '2024-11-15', '2024-11-15', 'confirmed', '2024-11-09'),
    row('lee', '2024-12-01', '2024-12-01', 'reported', '2024-11'),
  ]
  expect(leavingsOf(rows, 'en')).toEqual({
    ...{ people: 1, when: 'between May 2023 and 2 June 2024', undated: 0 },
    ...{ toLeave: 3, reported: '2024-11' },
  })
})

test('an unknown bound of one departure leaves the time of all open, and departures without any date are counted apart', () => {
  const rows = [row('ada', null, '2023-05-31'), row('bob', '2022-01-01', '2022-12-31'), row('eve', null, null)]
  expect(leavingsOf(rows, 'en')).toMatchObject({
    people: 3,
    when: 'by May 2023',
    undated: 1,
    toLeave: 0,
    reported: null,
  })
})
