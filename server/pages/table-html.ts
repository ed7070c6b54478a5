import { labelWords, type Translated } from '../../cypher/words/index.ts'
import { filledColumns, isClaim, isRange } from '../../picture/answer/cell-words.ts'
import type { Row } from '../questions/answer-shape.ts'
import { cell } from './cell-html.ts'
import { nothing } from './empty-cell.ts'
import { type Html, html } from './html.ts'
import { type Language, words } from './page-words.ts'

/** The most columns that fit side by side on a screen. */
const MAX_COLUMNS = 8

/** Columns that are always below their row, as most rows have none. */
const BELOW = ['scheduledAsOf']

/** Columns that move below their row if there are too many: the least important first, related ones together. */
const DETAIL_COLUMNS = [
  ['order'],
  ['at'],
  ['within'],
  ['disputed', 'disputes'],
  ['stint'],
  ['replacedBy'],
  ['announced'],
  ['earliest', 'latest'],
  ['open', 'lastSeen'],
  ['beginEarliest', 'beginLatest', 'endEarliest', 'endLatest'],
]

/**
 * Renders rows as a table, without the columns that are empty in all of them. Claims, which are wide, and columns that do not fit are
 * below their row. On a narrow screen, each row is a card, and each cell has the name of its column.
 */
export function table(all: string[], rows: Row[], language: Language, question: Translated): Html {
  const columns = filledColumns(all, rows)
  const claims = columns.filter(column => rows.some(row => isClaims(row[column])))
  const rest = columns.filter(column => !claims.includes(column))
  const details = detailsOf(rest)
  const beside = rest.filter(column => !details.includes(column))
  const under = (row: Row) =>
    html`${details.length > 0 ? facts(details, row, language, question) : null}${claims.map(
      column =>
        html`<div class="said"><span class="quiet">${labelWords(column, language, question)}</span>${cell(row[column], language, column, row, question)}</div>`,
    )}`
  return html`<div class="scroll" role="region" aria-labelledby="answer" tabindex="0"><table>
<thead><tr>${beside.map(column => html`<th scope="col">${labelWords(column, language, question)}</th>`)}</tr></thead>
<tbody>
${rows.map(
  row => html`<tr>${beside.map(column => html`<td data-label="${labelWords(column, language, question)}"${kindOf(row[column])}>${cell(row[column], language, column, row, question)}</td>`)}</tr>
${details.length + claims.length > 0 ? html`<tr class="under"><td colspan="${beside.length}">${under(row)}</td></tr>\n` : null}`,
)}</tbody>
</table></div>`
}

function detailsOf(columns: string[]): string[] {
  const moved = columns.filter(column => BELOW.includes(column))
  for (const group of DETAIL_COLUMNS) {
    if (columns.length - moved.length <= MAX_COLUMNS) break
    moved.push(...group.filter(column => columns.includes(column)))
  }
  return columns.filter(column => moved.includes(column))
}

/** Without those that do not apply to the row. */
function facts(columns: string[], row: Row, language: Language, question: Translated): Html {
  const shown = columns.flatMap(column => {
    const value = cell(row[column], language, column, row, question)
    return value === nothing
      ? []
      : [html`<div><dt>${labelWords(column, language, question)}</dt><dd>${value}</dd></div>`]
  })
  return html`<dl class="facts" aria-label="${words[language].details}">${shown}</dl>`
}

const isClaims = (value: unknown): boolean => isClaim(Array.isArray(value) ? value[0] : value)

/** The CSS class of a cell: numbers are aligned, short texts are not wrapped, long lists get more room. */
function kindOf(value: unknown): Html | null {
  if (typeof value === 'number') return html` class="number"`
  if (isRange(value)) return html` class="short"`
  // An interval of two dates is long in words.
  if (typeof value === 'string' && !/ |\d\/\d/.test(value) && value.length < 28) return html` class="short"`
  if (Array.isArray(value) && value.some(each => typeof each === 'object')) return html` class="long"`
  return null
}
