import { readDate } from '../cypher/dates/grammar.ts'
import type { Picture } from '../cypher/picture.ts'
import type { Language, Query } from '../cypher/query.ts'
import { dateWords } from '../cypher/words/date-words.ts'
import { labelWords, questionWords } from '../cypher/words/index.ts'
import { type PictureWords, pictureWords } from '../cypher/words/picture-words.ts'
import { namesIn, type Sources, sourcesOf } from './answer/evidence.ts'
import { rowAsOf, stateSentence } from './answer/row-as-of.ts'
import { isObject, type Row } from './answer/row-columns.ts'
import { isDay, whenWords } from './answer/when.ts'
import { drawCurves } from './kinds/curves.ts'
import { drawFlow } from './kinds/flow.ts'
import { drawNetwork } from './kinds/network-picture.ts'
import { drawOverlapBars } from './kinds/overlap-bars.ts'
import { drawRankedBars } from './kinds/ranked-bars.ts'
import { drawTable } from './kinds/row-table.ts'
import { drawTimeBars } from './kinds/time-bars.ts'
import { drawTimeline } from './kinds/timeline.ts'
import { drawTree } from './kinds/tree.ts'
import type { Answer } from './network/answer.ts'
import { type Body, type Brush, count } from './scene/brush.ts'
import { frame } from './scene/frame.ts'
import type { Scene } from './scene/scene.ts'
import { type PageTheme, THEME } from './scene/themes.ts'
import { cleanText, isolated } from './text/clip-text.ts'

/** The part of a reply that a picture needs. */
export interface PictureAnswer {
  params: Record<string, unknown>
  rows: readonly Row[]
  /** Number of rows in the whole answer, if the question counts them. */
  total?: number | undefined
}

export interface PictureOptions {
  /** In pixels. */
  width: number
  theme: PageTheme
  language: Language
  /** The sources of the whole database, for answers whose rows name none. */
  database?: Sources | null | undefined
  /** A date in EDTF with a first and a last day: the picture shows what has happened, or holds, by then. */
  at?: string | null | undefined
  /** Whether rows that surely do not hold at that date are left out. */
  hideAbsent?: boolean | undefined
  /** Answers about the neighbourhoods of expanded nodes, which a network is drawn with. */
  neighbourhoods?: readonly Answer[] | undefined
  /** Names of ids in the parameters, for answers whose rows do not have them. */
  names?: ReadonlyMap<string, string> | undefined
}

/** The limits of the width, in pixels. */
export const WIDTH = { least: 280, most: 4000, usual: 1200 } as const

/** Draws the answer of a question by its declaration. The result depends on the arguments alone, in Node as in browsers. */
export function drawPicture(question: Query, answer: PictureAnswer, options: PictureOptions): Scene {
  const { width, theme, language, neighbourhoods = [] } = options
  const words = pictureWords(language)
  const { at, rows, notes, hidden } = rowsAt(question, answer.rows, options)
  const total = Math.max(answer.total ?? 0, answer.rows.length) - hidden
  const margin = width < 600 ? 14 : 28
  const brush: Brush = {
    ...{ width: width - 2 * margin, theme: THEME[theme], language, words, question, total, at },
    hideAbsent: options.hideAbsent,
    params: answer.params,
    neighbourhoods,
  }
  const nothing = emptyBody(hidden > 0 ? [] : [words.noRows])
  const drawn = total === 0 ? nothing : drawBody(question.picture, rows, brush)
  // Rows that a kind cannot draw are never an empty picture.
  const shown = total > 0 && drawn.marks.length === 0 ? drawTable(rows, brush) : drawn
  const body = { ...shown, notes: [...notes, ...shown.notes] }
  const title = questionWords(question, language).question
  return frame({
    ...{ width, margin, title, brush, body },
    subtitle: paramsLine(question, answer, options, words),
    sources: sourcesLine(answer.rows, options.database, language, words),
    description: describe(title, total, body, words),
  })
}

const emptyBody = (notes: string[]): Body => ({ marks: [], height: 0, legend: [], notes })

/** The rows that are drawn at the chosen date, and its sentences. */
function rowsAt(question: Query, rows: readonly Row[], { at, hideAbsent, language }: PictureOptions) {
  const date = at ? readDate(at) : null
  if (!at || !date?.earliest || !date.latest) return { at: null, rows, notes: [], hidden: 0 }
  const states = rows.map(row => rowAsOf(row, question, date))
  const shown = hideAbsent ? rows.filter((_, place) => states[place] !== 'no') : rows
  const hidden = rows.length - shown.length
  const sentence = stateSentence(states, at, language)
  return {
    at: { ...date, words: dateWords(at, language) },
    rows: shown,
    notes: [sentence, hidden > 0 ? pictureWords(language).hidden(count(hidden)) : ''].filter(Boolean),
    hidden,
  }
}

function drawBody(picture: Picture | undefined, rows: readonly Row[], brush: Brush): Body {
  switch (picture?.kind) {
    case 'network':
      return drawNetwork(rows, brush)
    case 'timeline':
      return drawTimeline(picture, rows, brush)
    case 'flow':
      return drawFlow(picture, rows, brush)
    case 'time-bars':
      return drawTimeBars(picture, rows, brush)
    case 'curves':
      return drawCurves(picture, rows, brush)
    case 'ranked-bars':
      return drawRankedBars(picture, rows, brush)
    case 'overlap-bars':
      return drawOverlapBars(picture, rows, brush)
    case 'tree':
      return drawTree(picture, rows, brush)
    case undefined:
      return drawTable(rows, brush)
  }
}

const describe = (title: string, total: number, { notes, legend }: Body, words: PictureWords): string =>
  [
    total === 0 ? title : words.summary(title, words.rows(count(total))),
    ...legend.map(item => `${item.words}.`),
    ...notes,
  ].join(' ')

/** The people, organisations, texts and dates in the request. Numbers and other options do not fit into a line. */
export function paramsLine(
  question: Query,
  { params, rows }: PictureAnswer,
  { language, names: given }: Pick<PictureOptions, 'language' | 'names'>,
  words = pictureWords(language),
): string {
  const names = new Map([...(given ?? []), ...namesIn(rows)])
  const wordsOf = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(wordsOf).join(words.comma)
    if (isObject(value)) {
      const day = (each: unknown) => (typeof each === 'string' ? each : null)
      return whenWords({ earliest: day(value.earliest), latest: day(value.latest), written: null }, language) ?? ''
    }
    const text = String(value)
    return isDay(text) ? dateWords(text, language) : isolated(cleanText(names.get(text) ?? text))
  }
  const entities = new Set(Object.keys(question.entities ?? {}))
  return Object.entries(params)
    .filter(
      ([name, value]) =>
        entities.has(name) || isObject(value) || isDay(value) || (typeof value === 'string' && name === 'role'),
    )
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [labelWords(name, language, question), wordsOf(value)])
    .map(([name, value]) => (language === 'zh' ? `${name}：${value}` : `${name}: ${value}`))
    .join(' · ')
}

function sourcesLine(
  rows: readonly Row[],
  database: Sources | null | undefined,
  language: Language,
  words: PictureWords,
): string {
  const found = sourcesOf(rows)
  const known = found ?? database
  if (!known || known.sources === 0) return ''
  const newest = known.newest === null ? '' : `${words.comma}${words.newest(dateWords(known.newest, language))}`
  const text = `${words.sources(known.sources, count(known.sources))}${newest}`
  return found ? text : words.database(text)
}
