import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { type CsvRow, readCsv } from '../formats/csv.ts'
import type { Place, ReadContext } from '../input/format.ts'
import { FileFault, type Input } from '../input/input.ts'
import { counterOfLines, jsonElements } from '../input/json.ts'
import { isDeeperThan, isObject, MAX_DEPTH, parseObject, readLines, TOO_DEEP } from '../input/lines.ts'
import { numberOrText } from '../input/numbers.ts'
import { checkSheet, readSheet, sheetRecords } from '../input/sheet.ts'
import { openWorkbook } from '../input/workbook.ts'

/** A row of any file: its columns by name. Of nested objects the names are joined by dots, as `name.first`. */
export interface RawRecord {
  place: Place
  object: Record<string, unknown>
  /** What the file calls a column of this row, where a row alone does not tell: `Name (B7)`. */
  names?: Readonly<Record<string, string>>
}

/** What to read of a file that holds several lists. */
export interface RowsWanted {
  sheet?: string
  path?: string
  /** The columns that are read; by default all. */
  columns?: ReadonlySet<string>
}

/** The columns that are known before any row, and the rows. */
export interface Records {
  header?: { columns: string[]; place: Place }
  rows: AsyncIterable<RawRecord> | Iterable<RawRecord>
}

/** A record as templates read it. */
export interface MapRecord {
  place: Place
  text(column: string): string
  list(column: string): string[]
}

const WORKBOOKS = ['xlsx', 'xlsm']
const TEXTS = ['csv', 'tsv', 'txt']

/** Whether no row of the file holds lists or objects. */
export const isFlat = ({ extension }: Input) => WORKBOOKS.includes(extension) || TEXTS.includes(extension)

/**
 * Opens any CSV, JSON, JSON Lines, YAML or XLSX file as rows.
 * @throws {FileFault} if it is none of them, or does not have the sheet or the path
 */
export async function openRecords(input: Input, wanted: RowsWanted, context: ReadContext): Promise<Records> {
  const { extension } = input
  if (WORKBOOKS.includes(extension)) return workbookRecords(input, wanted, context)
  if (extension === 'yaml' || extension === 'yml') return { rows: yamlRecords(input, wanted, context) }
  if (extension === 'jsonl' || extension === 'ndjson' || (extension === 'json' && isLines(input)))
    return { rows: lineRecords(input, context) }
  if (extension === 'json') return { rows: jsonRecords(input, wanted, context) }
  if (TEXTS.includes(extension)) return csvRecords(input, context)
  throw new FileFault(`cannot be mapped; a mapping reads .csv, .tsv, .json, .jsonl, .yaml and .xlsx`)
}

/** The lists that a file holds: the paths of a JSON or YAML document, or the sheets of a workbook; of others one without a name. */
export async function listsIn(input: Input): Promise<Pick<RowsWanted, 'path' | 'sheet'>[]> {
  const { extension } = input
  if (WORKBOOKS.includes(extension)) return openWorkbook(await input.bytes()).sheets.map(sheet => ({ sheet }))
  if (extension === 'json' && !isLines(input)) return [...pathsOf(await input.text())].map(path => ({ path }))
  if (extension === 'yaml' || extension === 'yml') return yamlPaths(await input.text()).map(path => ({ path }))
  return [{}]
}

/** Lists of maps in a YAML document, at most two keys deep. */
function yamlPaths(yaml: string): string[] {
  const { contents } = parseDocument(yaml, { prettyErrors: false })
  const below = (node: unknown, path: string[]): string[] => {
    if (isSeq(node)) return node.items.some(item => isMap(item)) ? [path.join('.')] : []
    if (!isMap(node) || path.length > 1) return []
    return node.items.flatMap(({ key, value }) => below(value, [...path, isScalar(key) ? String(key.value) : '']))
  }
  const paths = below(contents, [])
  return paths.length > 0 ? paths : ['']
}

async function csvRecords(input: Input, context: ReadContext): Promise<Records> {
  const reader = readCsv(input, context)
  const first = await reader.next()
  const { columns, keys }: Pick<CsvRow, 'columns' | 'keys'> = first.value ?? { columns: [], keys: [] }
  const place = { file: input.file, line: 1 }
  return { header: { columns, place }, rows: rows() }

  async function* rows(): AsyncGenerator<RawRecord> {
    for await (const { line, fields = [] } of reader)
      yield {
        place: { file: input.file, line },
        object: Object.fromEntries(keys.map((column, at) => [column, fields[at] ?? ''])),
      }
  }
}

async function workbookRecords(input: Input, { sheet, columns }: RowsWanted, context: ReadContext): Promise<Records> {
  const book = openWorkbook(await input.bytes())
  const name = sheet ?? book.sheets[0] ?? ''
  if (!book.sheets.includes(name))
    throw new FileFault(`has no sheet "${name}"; sheets: ${book.sheets.slice(0, 20).join(', ')}`)
  const file = `${input.file}#${name}`
  const read = readSheet(book.content(name))
  if (!read) throw new FileFault(`has nothing in the sheet "${name}"; its first row must name the columns`)
  checkSheet(read, file, context)
  const header = { columns: read.columns.map(([, column]) => column), place: { file, line: read.line } }
  return { header, rows: sheetRecords(read, file, context, column => columns?.has(column) ?? true) }
}

/** Several objects one after the other are no JSON document. */
const isLines = (input: Input) => {
  const [first = '', second = ''] = input.head.trimStart().split('\n', 2)
  return typeof parseObject(first) === 'object' && second.trim() !== ''
}

async function* lineRecords(input: Input, context: ReadContext): AsyncGenerator<RawRecord> {
  for await (const { line, object } of readLines(input, context)) yield { place: { file: input.file, line }, object }
}

async function* jsonRecords(input: Input, { path }: RowsWanted, { report }: ReadContext): AsyncGenerator<RawRecord> {
  const { file } = input
  const document = await input.text()
  const wanted = path ?? onlyList(document)
  let found = false
  for (const element of jsonElements(document)) {
    if (element.path !== wanted) continue
    found = true
    const { path: _, text, ...at } = element
    const place = { file, ...at }
    const object = parseObject(text)
    if (typeof object === 'string') report({ ...place, message: object }, [{ place, object: { text } }])
    else yield { place, object }
  }
  if (!found) throw new FileFault(`has no list at "${wanted}"; lists: ${listsOf(document)}`)
}

/** The lists of objects in a document. */
const pathsOf = (document: string) =>
  new Set([...jsonElements(document)].filter(({ text }) => text.startsWith('{')).map(({ path }) => path))
const listsOf = (document: string) =>
  [...pathsOf(document)]
    .slice(0, 20)
    .map(path => path || '(the whole file)')
    .join(', ')

function onlyList(document: string): string {
  const [first, ...more] = pathsOf(document)
  if (first === undefined) throw new FileFault('has no list of objects')
  if (more.length > 0)
    throw new FileFault(`has several lists; name one as rows.path in the mapping: ${listsOf(document)}`)
  return first
}

async function* yamlRecords(input: Input, { path }: RowsWanted, { report }: ReadContext): AsyncGenerator<RawRecord> {
  const { file } = input
  const yaml = await input.text()
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error && /call stack/.test(error.message)) throw new FileFault(TOO_DEEP)
  if (error) throw new FileFault(`is not YAML: ${error.message.slice(0, 200)}`, lines.linePos(error.pos[0]).line)
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source !== undefined && /^[-+.\d]/.test(node.source))
        node.value = numberOrText(node.source)
    },
  })
  const list = path ? document.getIn(path.split('.'), true) : document.contents
  if (!isSeq(list)) throw new FileFault(`has no list${path ? ` at "${path}"` : '; name its path in rows.path'}`)
  const onLine = counterOfLines()
  for (const item of list.items as Node[]) {
    const [start, end] = item.range ?? [0, 0]
    const text = yaml.slice(start, end).trim()
    if (text === '') continue
    const { line } = lines.linePos(start)
    const place = { file, line, ...onLine(line) }
    const object = contentOf(item, document)
    const fault = !isObject(object)
      ? 'is no YAML map; write columns with their values'
      : isDeeperThan(MAX_DEPTH, object)
        ? TOO_DEEP
        : undefined
    if (fault === undefined && isObject(object)) yield { place, object }
    else report({ ...place, message: fault ?? '' }, [{ place, object: { text } }])
  }
}

/** Undefined of an alias that leads nowhere, or to more than there is any sense in. */
function contentOf(item: Node, document: Document): unknown {
  try {
    return item.toJS(document)
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return undefined
  }
}
