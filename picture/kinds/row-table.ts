import { labelWords } from '../../cypher/words/index.ts'
import { evidenceOf } from '../answer/evidence.ts'
import { type Row, valueAt, wordsOf } from '../answer/row-columns.ts'
import { type Body, type Brush, count, cutNote, isNarrow, SIZE } from '../scene/brush.ts'
import { line, type Mark } from '../scene/scene.ts'
import { clipText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'

const MAX_ROWS = 30
const LINE = 26
const GAP = 14

/** The first rows and columns as a table: the picture of a question that declares none. */
export function drawTable(rows: readonly Row[], brush: Brush): Body {
  const { theme, width, question, language } = brush
  const shown = rows.slice(0, MAX_ROWS)
  const columns = Object.keys(question.row.shape)
    .filter(column => shown.some(row => cellOf(row, column, brush) !== ''))
    .slice(0, isNarrow(brush) ? 2 : 5)
  const heads = columns.map(column => labelWords(column, language, question))
  const widths = columnWidths(
    columns.map((column, at) => [heads[at] ?? '', ...shown.map(row => cellOf(row, column, brush))]),
    width,
  )
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((x, each) => x + each + GAP, 0))
  const cell = (at: number, y: number, text: string, fill: string, bold = false): Mark => ({
    mark: 'text',
    ...{
      x: lefts[at] ?? 0,
      y: y + 17,
      text: clipText(text, widths[at] ?? 0, SIZE.text, bold),
      size: SIZE.text,
      fill,
      bold,
    },
  })
  return {
    marks: [
      ...heads.map((head, at) => cell(at, 0, head, theme.quiet, true)),
      line(0, LINE, width, LINE, { stroke: theme.quiet, strokeWidth: 1 }),
      ...shown.map((row, number): Mark => {
        const y = (number + 1) * LINE
        return {
          mark: 'group',
          ...evidenceOf(row, language),
          marks: [
            ...columns.map((column, at) => cell(at, y, cellOf(row, column, brush), theme.ink)),
            line(0, y + LINE, width, y + LINE, { stroke: theme.line, strokeWidth: 1 }),
          ],
        }
      }),
    ],
    height: (shown.length + 1) * LINE,
    legend: [],
    notes: cutNote(shown.length, brush),
  }
}

function cellOf(row: Row, column: string, brush: Brush): string {
  const value = valueAt(row, column)
  if (typeof value === 'number') return Number.isInteger(value) ? count(value) : value.toPrecision(3)
  return typeof value === 'boolean' ? '' : wordsOf(row, column, brush)
}

/** The widths that the texts need; the widest columns give way if there is no room for all. */
function columnWidths(columns: readonly string[][], width: number): number[] {
  const needed = columns.map(texts => Math.max(...texts.map(text => textWidth(text, SIZE.text, true)), 10))
  const room = width - GAP * (columns.length - 1)
  let [low, high] = [0, room]
  if (needed.reduce((sum, each) => sum + each, 0) <= room) return needed
  for (let turn = 0; turn < 30; turn++) {
    const most = (low + high) / 2
    if (needed.reduce((sum, each) => sum + Math.min(each, most), 0) > room) high = most
    else low = most
  }
  return needed.map(each => Math.min(each, low))
}
