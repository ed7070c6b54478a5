import { readLines } from '../files/json-lines.ts'
import { TABLE_COLUMN, tableOf } from '../tables/header.ts'
import { readEntities } from './ftm/ftm-rows.ts'
import type { Format } from './shared/format.ts'

/** The tables as JSON Lines: one object for each row, with its table under `table` or given by the file name. */
const jsonl: Format = {
  name: 'jsonl',
  about: 'rows of the tables as JSON Lines, each with its "table", or in people.jsonl and so on',
  extensions: ['jsonl', 'ndjson', 'ijson'],
  recognises: ({ head }) => !/^\s*\{[^\n]*"schema"\s*:/.test(head),
  read: (input, context) => {
    const table = tableOf(input.name)
    // A reject file may begin with a table row and still contain FollowTheMoney entities.
    const isEntity = (object: Record<string, unknown>) =>
      table === undefined &&
      !Object.hasOwn(object, TABLE_COLUMN) &&
      (Object.hasOwn(object, 'schema') || Object.hasOwn(object, 'properties'))
    return readEntities(readLines(input, context), input.file, isEntity, context, table)
  },
}
export default jsonl
