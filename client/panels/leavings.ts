import { isToCome } from '../../cypher/scheduled-as-of.ts'
import { newestOf } from '../../picture/answer/evidence.ts'
import { whenWords } from '../../picture/answer/when.ts'
import type { Language } from '../i18n/languages.ts'
import type { Leaver } from './destinations.ts'

/** People who have left, and who are to leave, as far as sources report, the time in which all dated departures are, and how many have no date. */
export function leavingsOf(
  rows: readonly Pick<Leaver, 'person' | 'status' | 'scheduledAsOf' | 'earliest' | 'latest'>[],
  language: Language,
) {
  const stated = rows.filter(({ status }) => status !== 'rumoured' && status !== 'denied')
  const [left, toLeave] = [stated.filter(row => !isToCome(row)), stated.filter(isToCome)]
  const dated = left.filter(({ earliest, latest }) => earliest !== null || latest !== null)
  const [earliest, latest] = [
    bound(
      dated.map(row => row.earliest),
      0,
    ),
    bound(
      dated.map(row => row.latest),
      -1,
    ),
  ]
  return {
    people: new Set(left.map(({ person }) => person.id)).size,
    when: whenWords({ earliest, latest, written: null }, language),
    undated: left.length - dated.length,
    toLeave: new Set(toLeave.map(({ person }) => person.id)).size,
    /** The newest report of those who are to leave; null if no such source has a date. */
    reported: newestOf(toLeave.map(({ scheduledAsOf }) => scheduledAsOf)),
  }
}

/** The first or the last day; null if one of them is unknown, because the departure may have been before or after all others. */
const bound = (days: readonly (string | null)[], at: 0 | -1): string | null =>
  days.some(day => day === null) ? null : (days.toSorted().at(at) ?? null)
