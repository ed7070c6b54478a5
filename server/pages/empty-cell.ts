import { type Html, html } from './html.ts'
import { type Language, words } from './page-words.ts'

type Row = Record<string, unknown>

/** Columns where an empty cell means "not applicable", not "not stated by any source". */
const NOT_APPLICABLE = new Set([
  'order',
  'certainty',
  'together',
  'bearers',
  'recorded',
  'withdrawn',
  'replacedBy',
  'target',
  'scheduledAsOf',
  'vacant',
  // Contains only "undisclosed"; where people went is a question of its own.
  'destination',
])

/** Text for an empty cell: not stated by any source, not disclosed, or not applicable. */
export function emptyCell(column: string, row: Row, language: Language): Html {
  const t = words[language]
  if (isNotApplicable(column, row)) return nothing
  if (column === 'organisation' && row.destination === 'undisclosed') return missing(t.undisclosed)
  return missing(t.missing)
}

const missing = (text: string) => html`<span class="missing">${text}</span>`

/** Hidden from screen readers, which skip empty cells too. */
export const nothing = html`<span class="missing" aria-hidden="true">–</span>`

function isNotApplicable(column: string, row: Row): boolean {
  if (NOT_APPLICABLE.has(column)) return true
  // Claims that form no tenure have no begin and no end; periods and cohorts have no sources.
  if (row.stint === null || 'begin' in row) return true
  const { organisation, successor, filled } = row
  if ((column === 'joined' || column === 'left' || column === 'roles') && organisation === null)
    return !isAsked(column, row)
  if (column === 'successor') return filled === 'several'
  return column === 'joined' && successor === null
}

/** Whether the column has the event that the question lists, rather than the one at the other organisation. */
const isAsked = (column: string, row: Row) =>
  (column === 'left' && 'destination' in row) || (column === 'joined' && 'origin' in row)
