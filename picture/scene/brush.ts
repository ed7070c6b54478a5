import type { Bounds } from '../../cypher/dates/relations.ts'
import type { Language, Query } from '../../cypher/query.ts'
import type { PictureWords } from '../../cypher/words/picture-words.ts'
import type { Answer } from '../network/answer.ts'
import type { Drawing, Mark } from './scene.ts'
import type { Theme } from './themes.ts'

/** What every kind of picture draws with. */
export interface Brush {
  /** The width for the drawing, in pixels. */
  width: number
  theme: Theme
  language: Language
  words: PictureWords
  question: Query
  params: Record<string, unknown>
  /** Answers about the neighbourhoods of expanded nodes. */
  neighbourhoods: readonly Answer[]
  /** The chosen date, with its words; null for all dates. */
  at: (Bounds & { words: string }) | null
  /** Whether what surely does not hold at that date is left out. */
  hideAbsent?: boolean | undefined
  /** Number of rows in the whole answer; the picture may show only some. */
  total: number
}

/** The drawing of one kind, with the explanations below it. */
export interface Body extends Drawing {
  legend: LegendItem[]
  notes: string[]
}

export interface LegendItem {
  /** In a box of LEGEND_BOX. */
  marks: Mark[]
  words: string
}

export const LEGEND_BOX = { width: 28, height: 14 } as const
export const SIZE = { text: 13, small: 12 } as const

/** Screens of phones. */
export const isNarrow = ({ width }: Brush): boolean => width < 600

const format = new Intl.NumberFormat('en')
/** A number with thousands separators, as both languages write them. */
export const count = (value: number): string => format.format(value)

export const percent = (share: number): string => `${Math.round(share * 100)}%`

/** The sentence about rows that have no room; empty if all are drawn. */
export const cutNote = (drawn: number, { total, words }: Brush): string[] =>
  drawn < total ? [words.shown(count(drawn), count(total))] : []
