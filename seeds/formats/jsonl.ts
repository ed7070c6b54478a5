import type { Format } from '../input/format.ts'
import { tableOf, warnOfUnknown } from '../input/header.ts'
import { readLines } from '../input/lines.ts'
import { didYouMean, quote } from '../input/near.ts'
import { TABLES, type TableName } from './tables.ts'

/** The four tables as JSON Lines: an object a row, with its table under `table`, or told by the name of the file. */
const jsonl: Format = {
  name: 'jsonl',
  about: 'rows of the four tables as JSON Lines, each with its "table", or in people.jsonl and so on',
  extensions: ['jsonl', 'ndjson'],
  recognises: (_input, head) => !/^\s*\{[^\n]*"schema"\s*:/.test(head),
  async *read(input, context) {
    const byName = tableOf(input.name)
    const told = new Set<string>()
    for (const { line, object } of readLines(input, context)) {
      const place = { file: input.file, line }
      const { table: named, ...fields } = object
      const table = named ?? byName
      if (!isTable(table)) {
        const tables = Object.keys(TABLES)
        const message =
          table === undefined
            ? `is missing; write one of ${tables.join(', ')}, or name the file people.jsonl and the like`
            : `${quote(String(table))} is none of ${tables.join(', ')}${didYouMean(String(table), tables)}`
        context.report({ ...place, column: 'table', message })
        continue
      }
      const columns = Object.keys(fields).filter(column => !told.has(`${table} ${column}`))
      for (const column of columns) told.add(`${table} ${column}`)
      warnOfUnknown(table, columns, place, context)
      yield { table, place, fields }
    }
  },
}
export default jsonl

const isTable = (name: unknown): name is TableName => typeof name === 'string' && Object.hasOwn(TABLES, name)
