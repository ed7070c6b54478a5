import { wayToRead } from '../files/endings.ts'
import { FileError, type Input } from '../files/input.ts'
import { MAX_LINE, parseObject, readLines, textLines } from '../files/json-lines.ts'
import { type CsvRow, readCsv } from '../formats/csv.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import { jsonRecords, yamlRecords } from './document-records.ts'
import { graphRecords } from './graph-records.ts'
import { isQueryResult, QueryResult } from './query-result.ts'
import type { RawRecord, Records, RowsWanted } from './record.ts'
import { isSparqlTsv, turtleText } from './sparql-results.ts'
import { workbookRecords } from './workbook-records.ts'

export type { MapRecord, RawRecord, Records, RowsWanted } from './record.ts'

const WORKBOOKS = ['xlsx', 'xlsm', 'ods']
const TEXTS = ['csv', 'tsv', 'txt']
const LINES = ['jsonl', 'ndjson', 'ijson']
const GRAPHS = ['gexf', 'graphml']

export const isWorkbook = ({ extension }: Input) => WORKBOOKS.includes(extension)

/** Whether no row of the file can hold lists or objects. */
export const isFlat = (input: Input) => isWorkbook(input) || TEXTS.includes(input.extension)

/**
 * Opens any CSV, JSON, JSON Lines, YAML, XLSX, ODS, GEXF or GraphML file as rows.
 * @throws {FileError} if it is none of them, or lacks the sheet or path
 */
export async function openRecords(input: Input, wanted: RowsWanted, context: ReadContext): Promise<Records> {
  const { extension } = input
  if (isWorkbook(input)) return workbookRecords(input, wanted, context)
  if (extension === 'yaml' || extension === 'yml') return { rows: yamlRecords(input, wanted, context) }
  if (LINES.includes(extension) || (extension === 'json' && isLines(input)))
    return { rows: lineRecords(input, context) }
  if (extension === 'json') return jsonRecords(input, wanted, context)
  if (GRAPHS.includes(extension)) return graphRecords(input, wanted, context)
  if (TEXTS.includes(extension)) return isSparqlTsv(input.head) ? sparqlTsv(input, context) : csvRecords(input, context)
  throw new FileError(
    wayToRead(extension) ??
      'cannot be mapped; a mapping reads .csv, .tsv, .json, .jsonl, .yaml, .xlsx, .ods, .gexf and .graphml',
  )
}

/** Remarks on a file with a proposed mapping: which of its sheets or lists the mapping reads. */
export async function remarksOn(input: Input): Promise<string[]> {
  const notes: string[] = []
  if (isWorkbook(input) || GRAPHS.includes(input.extension))
    await openRecords(input, {}, { report: () => {}, note: text => void notes.push(text) })
  return notes
}

async function csvRecords(input: Input, context: ReadContext): Promise<Records> {
  const reader = readCsv(input, context)
  const first = await reader.next()
  const { columns, keys }: Pick<CsvRow, 'columns' | 'keys'> = first.value ?? { columns: [], keys: [] }
  const place = { file: input.file, line: 1 }
  const result = isQueryResult(input.head, columns) ? new QueryResult() : undefined
  return { header: { columns, place }, rows: rows() }

  async function* rows(): AsyncGenerator<RawRecord> {
    for await (const { line, fields = [] } of reader) {
      const object = Object.fromEntries(keys.map((column, at) => [column, fields[at] ?? '']))
      yield { place: { file: input.file, line }, object: result?.plain(object) ?? object }
    }
    result?.remark(input.file, context)
  }
}

/** SPARQL 1.1 Query Results TSV is not CSV: quotes are part of a term, and tabs are escaped. */
async function sparqlTsv(input: Input, context: ReadContext): Promise<Records> {
  const { file } = input
  const lines = textLines(input)
  const first = await lines.next()
  const columns = (first.value?.text ?? '')
    .trim()
    .split('\t')
    .map((name: string) => name.trim().slice(1))
  return { header: { columns, place: { file, line: 1 } }, rows: rows() }

  async function* rows(): AsyncGenerator<RawRecord> {
    const result = new QueryResult()
    for await (const { line, text, length } of lines) {
      const place = { file, line }
      if (length > MAX_LINE) {
        context.report({ ...place, message: `is a row of over ${MAX_LINE} characters; shorten it`, whole: true })
        continue
      }
      const terms = text.replace(/\r$/, '').split('\t')
      if (terms.length === 1 && terms[0] === '' && columns.length > 1) continue
      const object = Object.fromEntries(
        columns.map((column: string, at: number) => [column, turtleText(terms[at] ?? '')]),
      )
      if (terms.length === columns.length) yield { place, object: result.plain(object) }
      else {
        const message = `has ${terms.length} fields where the header has ${columns.length}; download the file again`
        context.report({ ...place, message }, [{ place, object: { text } }])
      }
    }
    result.remark(file, context)
  }
}

/** Several JSON objects in sequence are not one JSON document. */
export const isLines = (input: Input) => {
  const [first = '', second = ''] = input.head.trimStart().split('\n', 2)
  return typeof parseObject(first) === 'object' && second.trim() !== ''
}

async function* lineRecords(input: Input, context: ReadContext): AsyncGenerator<RawRecord> {
  for await (const { line, object } of readLines(input, context)) yield { place: { file: input.file, line }, object }
}
