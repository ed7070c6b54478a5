import { readDate } from '../../cypher/dates/grammar.ts'
import type { Picture, TimelineMark } from '../../cypher/picture.ts'
import type { Language } from '../../cypher/query.ts'
import { wasScheduled } from '../../cypher/scheduled-as-of.ts'
import { asReported, wordsToCome } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import type { PictureWords } from '../../cypher/words/picture-words.ts'
import { count } from '../scene/brush.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { isObject, type Row, rangeAt, textAt, unwind, valueAt, type Wording, wordsOf } from './row-columns.ts'
import { boundsAt, type When, whenAt, whenWords } from './when.ts'

type Timeline = Extract<Picture, { kind: 'timeline' }>

export const EVENTS = ['joined', 'left', 'present', 'part-of', 'reported', 'recorded', 'withdrawn'] as const
export type EventKind = (typeof EVENTS)[number]
export const DOUBTS = ['disputed', 'denied', 'rumoured', 'scheduled'] as const
export type Doubt = (typeof DOUBTS)[number]

export interface Stay {
  begin: When
  end: When
  open: boolean
  lastSeen: string | null
}

/** One line of a timeline: a stay, or an event. */
export interface Line {
  /** The heading above; may be empty. */
  heading: string
  /** Empty if the line above has the same. */
  label: string
  stay: Stay | null
  event: { kind: EventKind; when: When } | null
  doubts: Doubt[]
  /** Event, date and doubts in words. */
  words: string
  evidence: Evidence
}

export interface Lines {
  lines: Line[]
  /** Number of rows that the lines come from. */
  rows: number
}

/** The lines of the first rows, up to about `most` lines: a row is never cut in two. */
export function timelineLines(
  spec: Timeline,
  rows: readonly Row[],
  most: number,
  to: Wording & { words: PictureWords },
): Lines {
  const lines: Line[] = []
  let used = 0
  for (const row of rows) {
    if (lines.length >= most) break
    used++
    for (const each of unwind(row, spec.each)) lines.push(...linesOf(spec, each, to))
  }
  return { lines, rows: used }
}

function linesOf(spec: Timeline, row: Row, to: Wording & { words: PictureWords }): Line[] {
  const base = {
    heading: wordsOf(row, spec.group, to),
    evidence: evidenceOf(row, to.language),
    stay: null,
    event: null,
  }
  const drawn: Omit<Line, 'label'>[] = []
  if (spec.stay) drawn.push({ ...base, ...stayLine(row, spec.stay.from, to) })
  for (const mark of spec.marks ?? [])
    for (const each of unwind(row, mark.from)) {
      const found = markLine(each, mark, to)
      if (found) drawn.push({ ...base, ...found })
    }
  const days = spec.days === undefined ? '' : daysWords(rangeAt(row, spec.days), to.words)
  return drawn.map((one, at) => ({
    ...one,
    label: at === 0 ? wordsOf(row, spec.line, to) : '',
    words: at === drawn.length - 1 && days ? `${one.words} · ${days}` : one.words,
  }))
}

/** The stay in a row, or in its column `from`. */
export function stayAt(row: Row, from: string | undefined): Stay {
  const prefix = from === undefined ? '' : `${from}.`
  return {
    begin: boundsAt(row, `${prefix}beginEarliest`, `${prefix}beginLatest`),
    end: boundsAt(row, `${prefix}endEarliest`, `${prefix}endLatest`),
    open: valueAt(row, `${prefix}open`) === true,
    lastSeen: textAt(row, `${prefix}lastSeen`),
  }
}

function stayLine(row: Row, from: string | undefined, to: Wording & { words: PictureWords }) {
  const stay = stayAt(row, from)
  const isUnknown = [stay.begin, stay.end].every(({ earliest, latest }) => earliest === null && latest === null)
  const doubts = [...new Set([...doubtsOf(row.joined), ...doubtsOf(row.left), ...(isUnknown ? onlyDoubts(row) : [])])]
  const { words, language } = to
  const begin = boundWords(stay.begin, 'joined', row, language) ?? words.unknownBegin
  const end = stay.open ? words.stillThere : (boundWords(stay.end, 'left', row, language) ?? words.unknownEnd)
  const nothing = isUnknown && !stay.open
  const text = nothing ? words.undated : words.until(begin, end)
  const scheduled = scheduledIn(row.left) ?? scheduledIn(row.joined)
  const parts = [text, ...doubts.map(doubt => words[doubt]), ...reportOf(scheduled, language)]
  return { stay: nothing ? null : stay, doubts, words: parts.join(words.comma) }
}

/** Marks a date that no claim about the event gives: it follows from other claims. */
export const INFERRED = '†'

function boundWords(when: When, event: 'joined' | 'left', { claims }: Row, language: Language): string | null {
  const words = whenWords(when, language)
  if (words === null || !Array.isArray(claims)) return words
  const isStated = claims.some(claim => {
    const date = isObject(claim) && claim.event === event && typeof claim.on === 'string' ? readDate(claim.on) : null
    return date !== null && date.earliest === when.earliest && date.latest === when.latest
  })
  return isStated ? words : `${words}${INFERRED}`
}

function markLine(row: Row, mark: TimelineMark<string>, to: Wording & { words: PictureWords }) {
  const { words, language } = to
  const holder = mark.from === undefined ? row : valueAt(row, mark.from)
  if (!isObject(holder)) return null
  const kind = eventOf(mark, row, holder)
  const when = whenAt(row, mark.from, mark.on)
  const announced = typeof holder.announced === 'string' ? holder.announced : null
  const doubts = doubtsOf(holder)
  const date =
    whenWords(when, language) ?? (announced === null ? words.undated : words.announced(dateWords(announced, language)))
  const label = wordsOf(row, mark.label, to)
  const scheduled = scheduledIn(holder)
  const event = (scheduled ? wordsToCome(kind, language) : undefined) ?? eventWords(kind, words)
  const parts = [
    [label, event].filter(Boolean).join(' '),
    date,
    ...doubts.filter(doubt => doubt !== 'scheduled' || !scheduled?.published).map(doubt => words[doubt]),
    ...reportOf(scheduled, language),
  ]
  return { event: { kind, when }, doubts, words: parts.join(words.comma) }
}

const isEvent = (text: unknown): text is EventKind => EVENTS.some(event => event === text)

function eventOf({ event, eventColumn }: TimelineMark<string>, row: Row, holder: Row): EventKind {
  if (event) return event
  const found = eventColumn === undefined ? holder.event : valueAt(row, eventColumn)
  return isEvent(found) ? found : 'present'
}

export const eventWords = (kind: EventKind, words: PictureWords): string =>
  kind === 'part-of' ? words.partOf : words[kind]

/** An event that was still to come when its sources, or the source of one claim, were published, or still is. */
interface Scheduled {
  /** The newest date of publication, as written; null if no source has one. */
  published: string | null
}

function scheduledIn(holder: unknown): Scheduled | null {
  if (!isObject(holder)) return null
  const { on, source, scheduledAsOf } = holder
  if (isObject(source)) {
    const [date, published] = [on, source.published].map(text => (typeof text === 'string' ? text : null))
    return wasScheduled({ on: date ?? null, source: { published: published ?? null } })
      ? { published: published ?? null }
      : null
  }
  if (typeof scheduledAsOf === 'string') return { published: scheduledAsOf }
  return holder.status === 'scheduled' ? { published: null } : null
}

const reportOf = (scheduled: Scheduled | null, language: Language): string[] =>
  scheduled?.published ? [asReported(scheduled.published, language)] : []

/** What makes an event, a claim or a row doubtful. */
function doubtsOf(value: unknown): Doubt[] {
  if (!isObject(value)) return []
  const status = DOUBTS.find(doubt => doubt === value.status)
  const isRumour = Array.isArray(value.disputes) && value.disputes.length === 1 && value.disputes[0] === 'rumoured'
  const isAhead = status === undefined && scheduledIn(value) !== null
  return [
    ...(status ? [status] : []),
    ...(isAhead ? (['scheduled'] as const) : []),
    ...(value.disputed === true && !isRumour ? (['disputed'] as const) : []),
  ]
}

/** Claims without a stay are rumours and denials. */
function onlyDoubts({ claims }: Row): Doubt[] {
  const found = Array.isArray(claims) ? claims.flatMap(claim => doubtsOf(claim)) : []
  return [...new Set(found)]
}

export const daysWords = (range: { min: number | null; max: number | null } | null, words: PictureWords): string => {
  if (range === null) return ''
  if (range.min === null && range.max === null) return words.unknownDays
  return words.days(count(range.min ?? 0), range.max === null ? null : count(range.max))
}
