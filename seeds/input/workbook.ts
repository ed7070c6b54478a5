import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { dateShown, precisionShown, type ShownPrecision } from './cell-dates.ts'
import { FileFault, MAX_WHOLE } from './input.ts'
import { numberOrText } from './numbers.ts'

/** A row of a sheet: its number as Excel shows it, and the text of its cells by the letters of their columns. */
export interface SheetRow {
  line: number
  cells: Map<string, string>
  /** Columns whose formula came to an error, as #REF!, and the error. */
  errors: Map<string, string>
  /** Columns with a formula of which no value was saved. */
  unsaved: Set<string>
}

export interface SheetContent {
  rows: SheetRow[]
  /** Ranges of cells that are merged, as A2:A5: of each the first cell alone has a value. */
  merged: string[]
}

export interface Workbook {
  sheets: string[]
  /** @throws {FileFault} if the sheet is broken */
  content(sheet: string): SheetContent
}

/**
 * Opens an XLSX workbook. A cell that is formatted as a date is read as EDTF, as vague as its format shows it, and a
 * formula as the value that was saved with it.
 * @throws {FileFault} if the bytes are no workbook
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new FileFault('is an old or protected workbook; save it as .xlsx without a password')
  const files = unpack(bytes)
  const part = (path: string) => files.get(path.toLowerCase())
  const book = part('xl/workbook.xml')
  if (!book) throw new FileFault('is no XLSX workbook; save it as .xlsx')
  const targets = new Map<string, string>()
  walk(part('xl/_rels/workbook.xml.rels') ?? '<none/>', tag => {
    const { Id: id = '', Target: target = '' } = tag.attributes
    if (tag.name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  })
  const sheets = new Map<string, string>()
  let from1904 = false
  walk(book, tag => {
    const { name, attributes } = tag
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    if (name === 'sheet') sheets.set(attributes.name ?? '', targets.get(attributes['r:id'] ?? '') ?? '')
  })
  const strings = readStrings(part('xl/sharedStrings.xml') ?? '<none/>')
  const formats = readFormats(part('xl/styles.xml') ?? '<none/>')
  return {
    sheets: [...sheets.keys()],
    content: sheet => readSheetPart(part(sheets.get(sheet) ?? '') ?? '<none/>', { strings, formats, from1904 }),
  }
}

function unpack(bytes: Uint8Array): Map<string, string> {
  let total = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(xml|rels)$/i.test(name)) return false
        total += originalSize
        if (total > MAX_WHOLE) throw new FileFault('unpacks to over 512 MB; save it as CSV and split it')
        return true
      },
    })
    return new Map(Object.entries(parts).map(([name, content]) => [name.toLowerCase(), strFromU8(content)]))
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault('is no whole XLSX workbook; save it as .xlsx or fetch it again')
  }
}

/** Goes through XML. Strict, without entities of its own, so that no document can grow by naming itself. */
function walk(
  xml: string,
  open: (tag: SaxesTagPlain) => void,
  close?: (name: string) => void,
  text?: (text: string) => void,
): void {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw new FileFault(`has a broken part: ${error.message.slice(0, 200)}`)
  })
  parser.on('opentag', tag => open({ ...tag, name: local(tag.name) }))
  if (close) parser.on('closetag', ({ name }) => close(local(name)))
  if (text) parser.on('text', text)
  parser.write(xml.replace(/^\ufeff/, '')).close()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function readStrings(xml: string): string[] {
  const strings: string[] = []
  let current = ''
  let reading = false
  let phonetic = false
  walk(
    xml,
    ({ name }) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      reading = name === 't' && !phonetic
    },
    name => {
      if (name === 'si') strings.push(unescaped(current))
      if (name === 'rPh') phonetic = false
      reading = false
    },
    text => {
      if (reading) current += text
    },
  )
  return strings
}

/** What each style of a cell shows of a date. */
function readFormats(xml: string): (ShownPrecision | null)[] {
  const custom = new Map<number, string>()
  const styles: (ShownPrecision | null)[] = []
  let inCells = false
  walk(
    xml,
    ({ name, attributes }) => {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(precisionShown(Number(attributes.numFmtId ?? 0), custom))
    },
    name => {
      if (name === 'cellXfs') inCells = false
    },
  )
  return styles
}

interface Meaning {
  strings: string[]
  formats: (ShownPrecision | null)[]
  from1904: boolean
}

const emptyRow = (line: number): SheetRow => ({ line, cells: new Map(), errors: new Map(), unsaved: new Set() })

function readSheetPart(xml: string, meaning: Meaning): SheetContent {
  const rows: SheetRow[] = []
  const merged: string[] = []
  let row = emptyRow(0)
  let cell = { column: '', type: 'n', style: 0, value: '', formula: false }
  let next = 0
  let reading = false
  let phonetic = false
  walk(
    xml,
    ({ name, attributes }) => {
      if (name === 'row') {
        row = emptyRow(Number(attributes.r ?? row.line + 1))
        next = 0
      } else if (name === 'c') {
        const column = /^[A-Z]+/.exec(attributes.r ?? '')?.[0] ?? letters(next)
        next = numberOf(column) + 1
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: false }
      } else if (name === 'f') cell.formula = true
      else if (name === 'mergeCell') merged.push(attributes.ref ?? '')
      else if (name === 'rPh') phonetic = true
      reading = (name === 'v' || name === 't') && !phonetic
    },
    name => {
      if (name === 'c' && cell.type === 'e') row.errors.set(cell.column, cell.value)
      else if (name === 'c' && cell.value !== '') row.cells.set(cell.column, cellText(cell, meaning))
      // Of a formula that came to an empty text the value is saved, with its type.
      else if (name === 'c' && cell.formula && cell.type !== 'str') row.unsaved.add(cell.column)
      if (name === 'row') rows.push(row)
      if (name === 'rPh') phonetic = false
      reading = false
    },
    text => {
      if (reading) cell.value += text
    },
  )
  return { rows, merged }
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

/** Excel writes characters that XML cannot hold as _x000D_. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** A is 0. */
export const numberOf = (column: string) =>
  [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const letters = (number: number): string =>
  (number >= 26 ? letters(Math.floor(number / 26) - 1) : '') + String.fromCharCode(65 + (number % 26))
