import { readDate } from '../../cypher/dates/grammar.ts'
import { asOf, type Bounds, type Certainty, type TenureBounds } from '../../cypher/dates/relations.ts'
import { addDays } from '../../cypher/dates.ts'
import type { Picture } from '../../cypher/picture.ts'
import type { Language, Query } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { pictureWords } from '../../cypher/words/picture-words.ts'
import { eventAsOf } from '../network/as-of.ts'
import { count } from '../scene/brush.ts'
import { isObject, numberAt, type Row, unwind, valueAt } from './row-columns.ts'
import { stayAt } from './timeline-lines.ts'
import { boundsAt, whenAt } from './when.ts'

/** What a row says at a date. `part`: some of its events have surely happened, and others surely not. */
export type RowState = Certainty | 'part'
export const ROW_STATES = ['definite', 'possible', 'part', 'no'] as const satisfies readonly RowState[]

/** A stay or an event in a row. */
export type Dated =
  | { stay: TenureBounds }
  /** `isClaim`: what one source says of an event that the other claims in the row are about too. */
  | { event: Bounds; status: unknown; isClaim: boolean }

/**
 * Whether a row holds at a date: a stay holds as `asOf` says, and an event holds once it has happened. An event without a date has
 * possibly happened. Null for rows of questions without dates.
 */
export function rowAsOf(row: Row, question: Query, at: Bounds): RowState | null {
  const dates = datesIn(row, question)
  const states = dates.map(dated => stateOf(dated, at))
  if (states.length === 0) return null
  const [has, hasNot, open] = (['definite', 'no', 'possible'] as const).map(state => states.includes(state))
  if (!open && !hasNot) return 'definite'
  if (!open && !has) return 'no'
  const isOneEvent = dates.every(dated => 'isClaim' in dated && dated.isClaim)
  return has && hasNot && !isOneEvent ? 'part' : 'possible'
}

const stateOf = (dated: Dated, at: Bounds): Certainty =>
  'stay' in dated ? asOf(dated.stay, at) : eventAsOf({ properties: { ...dated.event, status: dated.status } }, at)

/** The stays and events of a row, by the picture of its question, or else by its columns `begin` and `end`, or `earliest`. */
export function datesIn(row: Row, { picture, row: schema }: Query): Dated[] {
  if (picture?.kind === 'timeline') return unwind(row, picture.each).flatMap(each => timelineDates(each, picture))
  // What is counted for a period happened on some day of it.
  if (picture?.kind === 'time-bars') return periodIn(row, picture.begin, picture.end)
  if (picture?.kind === 'curves') return periodIn(row, ...picture.series, numberAt(row, picture.x) ?? 0)
  if (picture?.kind === 'flow' && picture.when?.each) return movesDates(row, picture)
  if (!('earliest' in schema.shape)) return []
  return [{ event: whenAt(row, undefined), status: row.status, isClaim: false }]
}

/** `days` are those since the period, as in the steps of a cohort. */
function periodIn(row: Row, begin: string, end: string, days = 0): Dated[] {
  const { earliest, latest } = boundsAt(row, begin, end)
  const after = (day: string | null) => day && addDays(day, days)
  return earliest === null ? [] : [dateOf({ earliest: after(earliest), latest: after(latest) })]
}

/** The moves that a row lists, and one without a date if it counts more. */
function movesDates(row: Row, { definite, possible, when }: Extract<Picture, { kind: 'flow' }>): Dated[] {
  const listed = unwind(row, when?.each).filter(each => isObject(valueAt(each, when?.each ?? '')))
  const all = (numberAt(row, definite) ?? 0) + (numberAt(row, possible) ?? 0)
  const dates = listed.map(each => dateOf(whenAt(each, when?.each, when?.on)))
  return all > listed.length ? [...dates, dateOf(UNKNOWN)] : dates
}

const dateOf = (event: Bounds): Dated => ({ event, status: null, isClaim: false })

function timelineDates(row: Row, { stay, marks = [] }: Extract<Picture, { kind: 'timeline' }>): Dated[] {
  const stays = stay ? stayIn(row, stay.from) : []
  const events = marks.flatMap(({ from, on }) =>
    unwind(row, from).flatMap((each): Dated[] => {
      const holder = from === undefined ? each : valueAt(each, from)
      if (!isObject(holder)) return []
      const when = whenAt(each, from, on)
      if (holder.event === 'part-of') return [{ stay: relationOf(when) }]
      return [{ event: when, status: holder.status, isClaim: 'source' in holder }]
    }),
  )
  return [...stays, ...events]
}

/** A row that only rumours or denials support has no tenure, as on the map: `open` is neither true nor false. */
function stayIn(row: Row, from: string | undefined): Dated[] {
  const holder = from === undefined ? row : valueAt(row, from)
  if (!isObject(holder)) return []
  if (typeof holder.open === 'boolean') return [{ stay: stayAt(row, from) }]
  return [{ event: UNKNOWN, status: 'denied', isClaim: false }]
}

const UNKNOWN: Bounds = { earliest: null, latest: null }

/** The text of a part-of claim runs from the first day of its begin to the last day of its end. */
const relationOf = ({ earliest, latest }: Bounds): TenureBounds => ({
  begin: { earliest, latest: null },
  end: { earliest: null, latest },
  open: latest === null,
  lastSeen: null,
})

/** The days that a row mentions. */
export const daysOf = (dated: Dated): string[] =>
  ('stay' in dated
    ? [dated.stay.begin.earliest, dated.stay.begin.latest, dated.stay.end.earliest, dated.stay.end.latest]
    : [dated.event.earliest, dated.event.latest]
  ).filter(day => day !== null)

/** The rows at a date in a sentence with numbers: "On 1 December 2023: 7 of 12 rows surely, 2 possibly". Empty without dates. */
export function stateSentence(states: readonly (RowState | null)[], at: string, language: Language): string {
  const dated = states.filter(state => state !== null)
  if (dated.length === 0) return ''
  const words = pictureWords(language)
  const numberOf = (state: RowState) => dated.filter(one => one === state).length
  const parts = ROW_STATES.map(state => ({ state, number: numberOf(state) }))
    .filter(({ state, number }) => number > 0 || state === 'definite')
    .map(({ state, number }) => words.ofRows[state](count(number), count(dated.length)))
  return `${words.onDate(dateWords(at, language), isOneDay(at))}${parts.join(words.comma)}`
}

const isOneDay = (text: string): boolean => {
  const date = readDate(text)
  return date !== null && date.earliest === date.latest
}

/** What a row says at a date, in words: "possibly by then". */
export const stateWords = (state: RowState, language: Language): string => pictureWords(language).state[state]
