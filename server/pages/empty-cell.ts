import { type Html, html } from './html.ts'
import { type Language, words } from './page-words.ts'

type Row = Record<string, unknown>

/** Columns whose emptiness says that there is nothing to tell, and not that the sources are silent. */
const NOT_APPLICABLE_WHEN_EMPTY = new Set([
  'order',
  'certainty',
  'together',
  'bearers',
  'recorded',
  'withdrawn',
  'replacedBy',
  'target',
  'vacant',
  // Only that somebody did not tell is said there; where they went is another question's.
  'destination',
])

/** What an empty cell means: that no source says it, that somebody would not tell, or that the row has no such thing. */
export function emptyCell(column: string, row: Row, language: Language): Html {
  const t = words[language]
  if (saidElsewhere(column, row)) return nothing
  if (column === 'organisation' && row.destination === 'undisclosed') return missing(t.untold)
  return missing(t.missing)
}

const missing = (text: string) => html`<span class="missing">${text}</span>`

/** For the eye alone: read aloud, an empty cell is silent too. */
export const nothing = html`<span class="missing" aria-hidden="true">–</span>`

function saidElsewhere(column: string, row: Row): boolean {
  if (NOT_APPLICABLE_WHEN_EMPTY.has(column)) return true
  // A row of claims that make no stay has no begin and no end; periods and cohorts have no sources.
  if (row.stint === null || 'begin' in row) return true
  const { organisation, successor, filled } = row
  if ((column === 'joined' || column === 'left' || column === 'roles') && organisation === null)
    return !isAsked(column, row)
  if (column === 'successor') return filled === 'several'
  return column === 'joined' && successor === null
}

/** The event that the question lists, beside which the other organisation's is told. */
const isAsked = (column: string, row: Row) =>
  (column === 'left' && 'destination' in row) || (column === 'joined' && 'origin' in row)
