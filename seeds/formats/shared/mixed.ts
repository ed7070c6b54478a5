import { didYouMean, quote } from '../../lib/did-you-mean.ts'
import { checkUnknown, TABLE_COLUMN, tableOf } from '../../tables/header.ts'
import type { RawRow, ReadContext } from '../../tables/raw-row.ts'
import { TABLES, type TableName } from '../../tables/table-schemas.ts'

/** Rows of several tables. Each names its table under `table`, unless the file name determines it for all. */
export async function* readMixed(
  records: AsyncIterable<{ line: number; object: Record<string, unknown> }>,
  file: string,
  context: ReadContext,
  byName?: TableName,
): AsyncGenerator<RawRow> {
  const reported = new Set<string>()
  for await (const { line, object } of records) {
    const place = { file, line }
    const { [TABLE_COLUMN]: named, ...fields } = object
    const table = typeof named === 'string' ? tableOf(named) : named === undefined ? byName : undefined
    if (!table) {
      const tables = Object.keys(TABLES)
      const message =
        named === undefined
          ? `is missing; write one of ${tables.join(', ')}, or rename the file, for example to people.jsonl`
          : `${quote(String(named))} is not one of ${tables.join(', ')}${didYouMean(String(named), tables)}`
      context.report({ ...place, column: TABLE_COLUMN, message }, [{ place, object }])
      continue
    }
    const columns = Object.keys(fields).filter(column => !reported.has(`${table} ${column}`))
    for (const column of columns) reported.add(`${table} ${column}`)
    if (columns.length > 0) checkUnknown(table, columns, place, context)
    yield { table, place, fields }
  }
}
