import type { Language, Query } from '../../cypher/query.ts'
import { asReported, wordsToCome } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { labelWords, valueWords } from '../../cypher/words/index.ts'
import { announcedIn, dateIn, isClaim, isRange, numberWords, rangeWords } from '../../picture/answer/cell-words.ts'
import type { Bounds } from '../../picture/answer/open-order.ts'
import { isObject, type Row } from '../../picture/answer/row-columns.ts'
import { whenAt, whenWords } from '../../picture/answer/when.ts'

/** A part of a cell: its text, and the entities that it selects or the web address that it opens. */
export interface Piece {
  text: string
  select?: readonly string[]
  url?: string
}

export interface Cell {
  pieces: Piece[]
  text: string
  /** Null for values without an order but that of their text. */
  bounds: Bounds | null
  /** The bounds of a vague date, if the cell is one of them: the order of such days is not that of the events. */
  event?: Bounds
}

/** What a cell needs to know besides its value. */
export interface CellContext {
  question: Query | undefined
  language: Language
  /** "3 claims", in the language. */
  claims: (count: number) => string
  yes: string
  no: string
}

const MAX_ITEMS = 6

export function cellAt(row: Row, column: string, context: CellContext): Cell {
  const value = row[column]
  const pieces = piecesOf(value, column, row, context)
  const cell: Cell = { pieces, text: pieces.map(({ text }) => text).join(''), bounds: boundsOf(row, column, value) }
  const ends = EVENT_COLUMNS.find(pair => pair.includes(column))
  return cell.bounds && ends ? { ...cell, event: { low: dayIn(row, ends[0]), high: dayIn(row, ends[1]) } } : cell
}

/** Pairs of columns with the first and the last day of an event. */
const EVENT_COLUMNS: readonly (readonly [string, string])[] = [
  ['earliest', 'latest'],
  ['beginEarliest', 'beginLatest'],
  ['endEarliest', 'endLatest'],
]

const dayIn = (row: Row, column: string) => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

function piecesOf(value: unknown, column: string, row: Row, context: CellContext): Piece[] {
  const { language } = context
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'boolean') return [{ text: value ? context.yes : context.no }]
  if (typeof value === 'number') return [{ text: numberWords(value, language) }]
  if (typeof value === 'string') return [{ text: textWords(value, column, row, context) }]
  if (Array.isArray(value)) return listPieces(value, column, row, context)
  return isObject(value) ? objectPieces(value, column, row, context) : [{ text: String(value) }]
}

function textWords(value: string, column: string, row: Row, { question, language }: CellContext): string {
  const announced = announcedIn(value, column, row, language)
  if (announced) return column === 'event' ? announced : eventWords({ ...row, on: value }, column, language)
  return dateIn(column, value) ? dateWords(value, language) : valueWords(column, value, language, question)
}

function listPieces(values: unknown[], column: string, row: Row, context: CellContext): Piece[] {
  if (values.length > 0 && values.every(isClaim))
    return [{ text: context.claims(values.length), select: entitiesOf(row) }]
  const comma = context.language === 'zh' ? '、' : ', '
  const items = values.slice(0, MAX_ITEMS).map(value => piecesOf(value, column, row, context))
  const more = values.length > MAX_ITEMS ? [{ text: `${comma}+${values.length - MAX_ITEMS}` }] : []
  return [...items.flatMap((pieces, at) => (at > 0 ? [{ text: comma }, ...pieces] : pieces)), ...more]
}

function objectPieces(value: Row, column: string, row: Row, context: CellContext): Piece[] {
  const { question, language } = context
  if (value.kind === 'node' && isObject(value.properties)) return objectPieces(value.properties, column, row, context)
  if (isClaim(value)) return [{ text: context.claims(1), select: entitiesOf(row) }]
  if (typeof value.id === 'string' && typeof value.name === 'string') return [{ text: value.name, select: [value.id] }]
  if (typeof value.title === 'string') {
    const url = typeof value.url === 'string' && /^https?:\/\//.test(value.url) ? value.url : null
    return [url ? { text: value.title, url } : { text: value.title }]
  }
  if (isRange(value)) return [{ text: rangeWords(value, column, language) }]
  if ('on' in value || 'earliest' in value) return [{ text: eventWords(value, column, language) }]
  const members = Object.entries(value).filter(([, member]) => member !== null)
  const separator = language === 'zh' ? '；' : '; '
  return members.flatMap(([name, member], at) => [
    { text: `${at > 0 ? separator : ''}${labelWords(name, language, question)}: ` },
    ...piecesOf(member, name, row, context),
  ])
}

/** The date of an event in words. An event that its sources only announce is not worded as if it had happened. */
function eventWords(value: Row, column: string, language: Language): string {
  const date = whenWords(whenAt({ value }, 'value'), language) ?? ''
  if (typeof value.scheduledAsOf !== 'string') return date
  const event = wordsToCome(column === 'left' ? 'left' : 'joined', language)
  return `${event} ${date}${language === 'zh' ? '，' : ', '}${asReported(value.scheduledAsOf, language)}`
}

/** The person and the organisation of a row, whose claims the page can show together. */
function entitiesOf(row: Row): string[] {
  const ids = ['person', 'colleague', 'leaver', 'subject', 'organisation', 'at', 'object'].flatMap(column => {
    const value = row[column]
    return isObject(value) && typeof value.id === 'string' ? value.id : []
  })
  return ids.slice(0, 2)
}

function boundsOf(row: Row, column: string, value: unknown): Bounds | null {
  if (typeof value === 'number') return { low: value, high: value }
  if (typeof value === 'string') {
    const { earliest: low, latest: high } =
      column === 'on' ? whenAt(row, undefined) : (dateIn(column, value) ?? NO_DATES)
    return low === null && high === null ? null : { low, high }
  }
  if (Array.isArray(value)) return value.every(isClaim) ? { low: value.length, high: value.length } : null
  if (!isObject(value)) return null
  if (isRange(value)) return { low: numberOf(value.min), high: numberOf(value.max) }
  if (!('on' in value || 'earliest' in value)) return null
  const { earliest, latest } = whenAt({ value }, 'value')
  return earliest === null && latest === null ? null : { low: earliest, high: latest }
}

const NO_DATES = { earliest: null, latest: null }
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)
