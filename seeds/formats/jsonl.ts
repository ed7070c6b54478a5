import type { Format } from '../input/format.ts'
import { tableOf } from '../input/header.ts'
import { readLines } from '../input/lines.ts'
import { readMixed } from '../input/mixed.ts'

/** The tables as JSON Lines: an object a row, with its table under `table`, or told by the name of the file. */
const jsonl: Format = {
  name: 'jsonl',
  about: 'rows of the tables as JSON Lines, each with its "table", or in people.jsonl and so on',
  extensions: ['jsonl', 'ndjson'],
  recognises: ({ head }) => !/^\s*\{[^\n]*"schema"\s*:/.test(head),
  read: (input, context) => readMixed(readLines(input, context), input.file, context, tableOf(input.name)),
}
export default jsonl
