import type { ShownPrecision } from './cell-dates.ts'
import { numberOrText } from './exact-numbers.ts'
import { FileError } from './input.ts'
import { columnLetters, emptyRow, isWithin, type SheetContent, type SheetRow, type Workbook } from './workbook-cells.ts'
import { walkXml } from './zip-xml.ts'

/** Reads the sheets of an OpenDocument spreadsheet (ISO/IEC 26300) from its parts. */
export function openOds(parts: ReadonlyMap<string, string>): Workbook {
  if (/<[^>]*encryption-data/.test(parts.get('meta-inf/manifest.xml') ?? ''))
    throw new FileError('is protected by a password; save it without one')
  const styles = readStyles([parts.get('styles.xml') ?? '<none/>', parts.get('content.xml') ?? '<none/>'])
  const tables = readTables(parts.get('content.xml') ?? '<none/>', styles)
  return {
    sheets: tables.map(({ name, hidden }) => ({ name, hidden })),
    content: sheet =>
      tables.find(({ name }) => name === sheet) ?? { rows: [], merged: [], isHiddenColumn: () => false },
  }
}

interface Styles {
  /** The date precision of a cell style. */
  precision(style: string | undefined): ShownPrecision
  isHiddenTable(style: string | undefined): boolean
}

function readStyles(documents: string[]): Styles {
  const shown = new Map<string, ShownPrecision>()
  const dataStyles = new Map<string, string>()
  const hiddenTables = new Set<string>()
  let style = ''
  let parts: Set<string> | undefined
  for (const xml of documents)
    walkXml(xml, {
      open: ({ name, attributes }) => {
        if (name === 'style' || name === 'date-style') style = attributes['style:name'] ?? ''
        if (name === 'style') dataStyles.set(style, attributes['style:data-style-name'] ?? '')
        if (name === 'date-style') parts = new Set()
        if (name === 'table-properties' && attributes['table:display'] === 'false') hiddenTables.add(style)
        parts?.add(name)
      },
      close: name => {
        if (name !== 'date-style' || !parts) return
        shown.set(style, parts.has('day') ? 'day' : parts.has('month') ? 'month' : 'year')
        parts = undefined
      },
    })
  return {
    precision: name => shown.get(dataStyles.get(name ?? '') ?? '') ?? 'day',
    isHiddenTable: name => hiddenTables.has(name ?? ''),
  }
}

interface Table extends SheetContent {
  name: string
  hidden: boolean
}

/** The maximum in spreadsheet programs. Files often repeat one empty row or cell to the end of the sheet. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384

function readTables(xml: string, styles: Styles): Table[] {
  const tables: Table[] = []
  const within: string[] = []
  let columns: { from: number; to: number; style: string | undefined; hidden: boolean }[] = []
  let row = emptyRow(1)
  let repeated = 1
  let nextLine = 1
  let nextColumn = 0
  let collapsed = 0
  let cell: { attributes: Record<string, string>; paragraphs: string[] } | undefined

  const styleOf = (attributes: Record<string, string>, at: number) =>
    attributes['table:style-name'] ?? columns.find(({ from, to }) => from <= at && at <= to)?.style

  function closeCell(): void {
    const { attributes, paragraphs } = cell ?? { attributes: {}, paragraphs: [] }
    const count = countOf(attributes['table:number-columns-repeated'], MAX_COLUMNS)
    const text = cellText(attributes, paragraphs, styles.precision(styleOf(attributes, nextColumn)))
    const isError = attributes['calcext:value-type'] === 'error' || (attributes['table:formula'] && isErrorText(text))
    if (text !== '')
      for (let at = nextColumn; at < nextColumn + count; at++)
        (isError ? row.errors : row.cells).set(columnLetters(at), text)
    const [right, down] = [attributes['table:number-columns-spanned'], attributes['table:number-rows-spanned']]
    if (Number(right ?? 1) > 1 || Number(down ?? 1) > 1) {
      const last = columnLetters(nextColumn + Number(right ?? 1) - 1)
      tables.at(-1)?.merged.push(`${columnLetters(nextColumn)}${nextLine}:${last}${nextLine + Number(down ?? 1) - 1}`)
    }
    nextColumn += count
    cell = undefined
  }

  function closeRow(): void {
    const rows: SheetRow[] = tables.at(-1)?.rows ?? []
    if (row.cells.size > 0 || row.errors.size > 0)
      for (let line = nextLine; line < nextLine + repeated; line++) rows.push({ ...row, line })
    nextLine += repeated
  }

  walkXml(xml, {
    open: ({ name, attributes }) => {
      const parent = within.at(-1)
      within.push(name)
      if (name === 'table' && parent === 'spreadsheet') {
        const hidden = styles.isHiddenTable(attributes['table:style-name'])
        columns = []
        nextLine = 1
        collapsed = 0
        const own = columns
        const isHiddenColumn = (letters: string) =>
          isWithin(
            own.filter(column => column.hidden),
            letters,
          )
        tables.push({ name: attributes['table:name'] ?? '', hidden, rows: [], merged: [], isHiddenColumn })
      } else if (name === 'table-column') {
        const from = (columns.at(-1)?.to ?? -1) + 1
        const to = from + countOf(attributes['table:number-columns-repeated'], MAX_COLUMNS) - 1
        const style = attributes['table:default-cell-style-name']
        columns.push({ from, to, style, hidden: isHidden(attributes) })
      } else if (name === 'table-row-group' && attributes['table:display'] === 'false') collapsed++
      else if (name === 'table-row') {
        row = emptyRow(nextLine, isHidden(attributes) || collapsed > 0)
        repeated = countOf(attributes['table:number-rows-repeated'], MAX_ROWS)
        nextColumn = 0
      } else if (name === 'table-cell') cell = { attributes, paragraphs: [] }
      else if (name === 'covered-table-cell')
        nextColumn += countOf(attributes['table:number-columns-repeated'], MAX_COLUMNS)
      else if (name === 'p' && parent === 'table-cell') cell?.paragraphs.push('')
      else if (name === 's' && isText(within)) append(' '.repeat(countOf(attributes['text:c'], 1000)))
      else if ((name === 'tab' || name === 'line-break') && isText(within)) append(' ')
    },
    close: name => {
      within.pop()
      if (name === 'table-cell') closeCell()
      else if (name === 'table-row') closeRow()
      else if (name === 'table-row-group' && collapsed > 0) collapsed--
    },
    text: text => {
      if (isText(within)) append(text)
    },
  })
  return tables

  function append(text: string): void {
    if (cell && cell.paragraphs.length > 0) cell.paragraphs.push((cell.paragraphs.pop() ?? '') + text)
  }
}

const isHidden = (attributes: Record<string, string>) =>
  ['collapse', 'filter'].includes(attributes['table:visibility'] ?? 'visible')

/** Whether text belongs to the cell itself, and not to a comment or drawing in it. */
function isText(within: readonly string[]): boolean {
  const paragraph = within.lastIndexOf('p')
  return paragraph > 0 && within[paragraph - 1] === 'table-cell' && !within.includes('annotation', paragraph)
}

const isErrorText = (text: string) => /^(#(REF!|DIV\/0!|N\/A|NAME\?|NUM!|VALUE!|NULL!)|Err:\d+)$/.test(text)

function countOf(attribute: string | undefined, most: number): number {
  const count = Number(attribute ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1
}

function cellText(attributes: Record<string, string>, paragraphs: string[], shown: ShownPrecision): string {
  const value = attributes['office:value']
  const type = attributes['office:value-type']
  const date = attributes['office:date-value']
  if (type === 'date' && date !== undefined) return date.slice(0, { day: 10, month: 7, year: 4 }[shown])
  if (type === 'boolean') return attributes['office:boolean-value'] ?? ''
  if (type === 'float' && value !== undefined) return String(numberOrText(value))
  return paragraphs.join('\n').trim()
}
