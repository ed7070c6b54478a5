import { expect, test } from 'vitest'
import { leavingsOf } from '../../../client/panels/leavings.ts'

const row = (id: string, earliest: string | null, latest: string | null, status = 'reported') => ({
  ...{ person: { id, name: id }, earliest, latest },
  status: status as 'reported',
})

test('a person who left twice counts once, and rumours, denials and scheduled departures do not count', () => {
  const rows = [
    row('ada', '2023-05-01', '2023-05-31'),
    row('ada', '2024-06-02', '2024-06-02', 'confirmed'),
    row('bob', '2020-01-01', '2020-12-31', 'rumoured'),
    row('eve', '2030-01-01', '2030-12-31', 'scheduled'),
  ]
  expect(leavingsOf(rows, 'en')).toEqual({ people: 1, when: 'between May 2023 and 2 June 2024', undated: 0 })
})

test('an unknown bound of one departure leaves the time of all open, and departures without any date are counted apart', () => {
  const rows = [row('ada', null, '2023-05-31'), row('bob', '2022-01-01', '2022-12-31'), row('eve', null, null)]
  expect(leavingsOf(rows, 'en')).toEqual({ people: 3, when: 'by May 2023', undated: 1 })
})
