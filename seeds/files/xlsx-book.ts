import { dateShown, precisionShown, type ShownPrecision } from './cell-dates.ts'
import { numberOrText } from './exact-numbers.ts'
import {
  columnLetters,
  columnNumber,
  emptyRow,
  isWithin,
  type SheetContent,
  type SheetRow,
  type Workbook,
} from './workbook-cells.ts'
import { walkXml } from './zip-xml.ts'

/** Sheets without cells. */
const WITHOUT_CELLS = /\/(chartsheet|dialogsheet|xlMacrosheet)$/i

/** Reads the sheets of an Office Open XML workbook (ECMA-376) from its parts. */
export function openXlsx(parts: ReadonlyMap<string, string>): Workbook {
  const part = (path: string) => parts.get(path.toLowerCase()) ?? '<none/>'
  const targets = new Map<string, string>()
  const cellless = new Set<string>()
  walkXml(part('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes: { Id: id = '', Target: target = '', Type: type = '' } }) => {
      if (name !== 'Relationship') return
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
      if (WITHOUT_CELLS.test(type)) cellless.add(id)
    },
  })
  const paths = new Map<string, string>()
  const hidden = new Set<string>()
  let from1904 = false
  walkXml(part('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904)
      const { name: sheet = '', 'r:id': id = '', state = 'visible' } = attributes
      if (name !== 'sheet' || cellless.has(id)) return
      paths.set(sheet, targets.get(id) ?? '')
      if (state !== 'visible') hidden.add(sheet)
    },
  })
  const strings = readStrings(part('xl/sharedStrings.xml'))
  const formats = readFormats(part('xl/styles.xml'))
  return {
    sheets: [...paths.keys()].map(name => ({ name, hidden: hidden.has(name) })),
    content: sheet => readSheetPart(part(paths.get(sheet) ?? ''), { strings, formats, from1904 }),
  }
}

const isTrue = (attribute: string | undefined) => attribute === '1' || attribute === 'true'

function readStrings(xml: string): string[] {
  const strings: string[] = []
  let current = ''
  let reading = false
  let phonetic = false
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      reading = name === 't' && !phonetic
    },
    close: name => {
      if (name === 'si') strings.push(unescaped(current))
      if (name === 'rPh') phonetic = false
      reading = false
    },
    text: text => {
      if (reading) current += text
    },
  })
  return strings
}

/** The date precision of each cell style. */
function readFormats(xml: string): (ShownPrecision | null)[] {
  const custom = new Map<number, string>()
  const styles: (ShownPrecision | null)[] = []
  let inCells = false
  walkXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(precisionShown(Number(attributes.numFmtId ?? 0), custom))
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

interface Meaning {
  strings: string[]
  formats: (ShownPrecision | null)[]
  from1904: boolean
}

function readSheetPart(xml: string, meaning: Meaning): SheetContent {
  const rows: SheetRow[] = []
  const merged: string[] = []
  const hiddenColumns: { from: number; to: number }[] = []
  let row = emptyRow(0)
  let cell = { column: '', type: 'n', style: 0, value: '', formula: false }
  let next = 0
  let reading = false
  let phonetic = false
  walkXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        row = emptyRow(
          Number(attributes.r ?? row.line + 1),
          isTrue(attributes.hidden) || Number(attributes.ht ?? 1) === 0,
        )
        next = 0
      } else if (name === 'c') {
        const column = /^[A-Z]+/.exec(attributes.r ?? '')?.[0] ?? columnLetters(next)
        next = columnNumber(column) + 1
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: false }
      } else if (name === 'f') cell.formula = true
      else if (name === 'mergeCell') merged.push(attributes.ref ?? '')
      else if (name === 'rPh') phonetic = true
      else if (name === 'col' && (isTrue(attributes.hidden) || Number(attributes.width ?? 1) === 0))
        hiddenColumns.push({ from: Number(attributes.min) - 1, to: Number(attributes.max) - 1 })
      reading = (name === 'v' || name === 't') && !phonetic
    },
    close: name => {
      if (name === 'c' && cell.type === 'e') row.errors.set(cell.column, cell.value)
      else if (name === 'c' && cell.value !== '') row.cells.set(cell.column, cellText(cell, meaning))
      // A formula with an empty text result is saved, with its type.
      else if (name === 'c' && cell.formula && cell.type !== 'str') row.unsaved.add(cell.column)
      if (name === 'row') rows.push(row)
      if (name === 'rPh') phonetic = false
      reading = false
    },
    text: text => {
      if (reading) cell.value += text
    },
  })
  return {
    rows,
    merged,
    isHiddenColumn: letters => isWithin(hiddenColumns, letters),
  }
}

function cellText(cell: { type: string; style: number; value: string }, meaning: Meaning): string {
  const { type, value, style } = cell
  if (type === 's') return meaning.strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'd') return value.slice(0, 10)
  if (type !== 'n') return unescaped(value)
  const shown = meaning.formats[style]
  return (shown ? dateShown(Number(value), shown, meaning.from1904) : null) ?? String(numberOrText(value))
}

/** Excel escapes characters that XML cannot hold, such as _x000D_. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
