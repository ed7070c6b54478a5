import { readLines } from '../files/json-lines.ts'
import { TABLE_COLUMN } from '../tables/header.ts'
import { readEntities } from './ftm/ftm-rows.ts'
import type { Format } from './shared/format.ts'

/** FollowTheMoney entities (followthemoney.tech), one on each line. */
const ftm: Format = {
  name: 'ftm',
  about: 'entities of FollowTheMoney as JSON Lines: Person, Company, Employment, Membership, Directorship, …',
  extensions: ['ftm', 'json', 'jsonl', 'ndjson', 'ijson'],
  repeatsEntities: true,
  recognises: ({ head }) => /^\s*\{[^\n]*"schema"\s*:/.test(head),
  read: (input, context) => readEntities(readLines(input, context), input.file, isEntity, context),
}
export default ftm

const isEntity = (object: Record<string, unknown>) =>
  Object.hasOwn(object, 'schema') || !Object.hasOwn(object, TABLE_COLUMN)
