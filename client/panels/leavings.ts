import { whenWords } from '../../picture/answer/when.ts'
import type { Language } from '../i18n/languages.ts'
import type { Leaver } from './Leavers.tsx'

/** People who have left as far as sources report, the time in which all dated departures are, and how many have no date. */
export function leavingsOf(
  rows: readonly Pick<Leaver, 'person' | 'status' | 'earliest' | 'latest'>[],
  language: Language,
) {
  const left = rows.filter(({ status }) => status === 'confirmed' || status === 'reported')
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
  }
}

/** The first or the last day; null if one of them is unknown, because the departure may have been before or after all others. */
const bound = (days: readonly (string | null)[], at: 0 | -1): string | null =>
  days.some(day => day === null) ? null : (days.toSorted().at(at) ?? null)
