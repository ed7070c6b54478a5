import type { AnyRow } from '../../cypher/query.ts'
import { claimSources, type Source } from '../../picture/answer/evidence.ts'
import { stateWords } from '../../picture/answer/row-as-of.ts'
import type { Relationship } from '../../picture/network/network.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerRows } from '../store/answer-rows.ts'
import { answerTo } from '../store/answers.ts'
import type { ExplorerState } from '../store/explorer.ts'
import { mainAsk } from '../store/required-queries.ts'
import { datesOfRows } from '../store/rows-as-of.ts'
import type { Piece } from '../table/answer-cells.ts'
import { headWords } from '../table/column-names.ts'
import { statesWords } from '../table/states-at-date.ts'
import { arrangeRows, markedColumn, openOrders, shownColumns, tableOf, withStates } from '../table/table-rows.ts'

/** The most rows in the document: it says how many more there are, and the full page has all. */
export const MOST_ROWS = 200

/** The answer of an embed in words: what its picture shows, in an order of time, each row with its sources. */
export interface EmbedRows {
  /** What a reader has to know about the rows. */
  notes: string[]
  heads: string[]
  lines: EmbedLine[]
  /** In the order of their numbers, from 1. */
  sources: Source[]
}

export interface EmbedLine {
  /** What the row is at the date; null without a date. */
  state: string | null
  cells: Piece[][]
  /** The people and organisations of the row. */
  ids: string[]
  /** Places of its sources in `sources`. */
  sources: number[]
}

/** The sources by the ids of their claims, or by their own, for rows that have only these ids. */
export type CitedSources = ReadonlyMap<string, Source>

/** Null until there is an answer. A map is ordered by date unless the URL has another order. */
export function embedRows(
  state: ExplorerState,
  found: CitedSources,
  { t, language }: { t: Translate; language: Language },
): EmbedRows | null {
  const { location, answers, shown: network } = state
  const reply = answerTo(answers, mainAsk(location))?.reply
  if (!reply) return null
  const { rows, question, states } = answerRows(reply, location, network, datesOfRows(location))
  const dates = states.map(({ date }) => date)
  const context = { question, language, yes: t('table.yes'), no: t('table.no') }
  const plain = tableOf(rows, question, { ...context, claims: count => t('counts.claims', { count }) })
  const hidden = location.hideAbsent ? (['no'] as const) : []
  const table = withStates(plain, states, one => stateWords(one, language), hidden)
  const isMap = question === undefined
  const sort = location.table.sort ?? (isMap ? { column: 'on', descending: false } : null)
  const shown = shownColumns(table, location.table.columns, sort).filter(at => !isMap || table.columns[at] !== 'claims')
  const kept = arrangeRows(table, shown, { ...location.table, sort }, language)
  const open = openOrders(table, kept, sort)
  const marked = markedColumn(table, shown, sort)
  const relationships =
    isMap && network ? [...network.edges.values()].flatMap(({ relationships }) => relationships) : []
  const numbers = new Map<string, number>()
  const sources: Source[] = []
  const numberOf = (source: Source) => {
    const known = numbers.get(source.id) ?? sources.push(source) - 1
    numbers.set(source.id, known)
    return known
  }
  const lines = kept.slice(0, MOST_ROWS).map((row, place): EmbedLine => {
    const value = rows[row.number - 1] ?? {}
    const cells = shown.map(at => {
      const pieces = row.cell(at)?.pieces ?? []
      return at === marked && open[place] ? [{ text: '≈ ' }, ...pieces] : pieces
    })
    const relationship = relationships[row.number - 1]
    const cited = isMap
      ? (relationship ? citedBy(relationship) : []).flatMap(id => found.get(id) ?? [])
      : claimSources(value).map(({ source }) => source)
    return {
      state: row.state ?? null,
      cells,
      ids: [...new Set(idsIn(value))],
      sources: [...new Set(cited.map(numberOf))].sort((a, b) => a - b),
    }
  })
  return {
    notes: notesOf({ kept: kept.length, all: rows.length, open: open.slice(0, MOST_ROWS).filter(Boolean).length }, t, [
      statesWords(states, { t, language }),
    ]),
    heads: shown.map(place => headWords(table.columns[place] ?? '', dates, language, question)),
    lines,
    sources,
  }
}

function notesOf(
  { kept, all, open }: { kept: number; all: number; open: number },
  t: Translate,
  first: string[],
): string[] {
  return [
    ...first,
    kept > MOST_ROWS || kept < all ? t('table.found', { found: kept, all }) : '',
    kept > MOST_ROWS ? t('embed.cut', { shown: MOST_ROWS, total: kept }) : '',
    open > 0 ? t('table.openOrders', { count: open }) : '',
  ].filter(text => text !== '')
}

const idsIn = (row: AnyRow): string[] =>
  Object.values(row).flatMap(value =>
    typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? String(value.id) : [],
  )

/** The ids of the claims under a relationship; a part-of relation has the id of its source instead. */
const citedBy = ({ properties: { claims, source } }: Relationship): string[] =>
  [...(Array.isArray(claims) ? claims : []), source].filter(id => typeof id === 'string')

/** All such ids of a map, whose sources the server looks up. */
export const citedOnMap = ({ shown: network }: Pick<ExplorerState, 'shown'>): string[] => [
  ...new Set([...(network?.edges.values() ?? [])].flatMap(({ relationships }) => relationships.flatMap(citedBy))),
]
