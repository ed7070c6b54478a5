import type { DecodedGraph } from '../../cypher/graph-columns.ts'
import { resolve } from '../../cypher/graph-columns.ts'
import { isNode, isRelationship } from './show-value.ts'

/** Turns a statement into the two files of a question in `cypher/read/`; `cypher/README.md` shows an example. */

export interface Question {
  /** The name of the files, and the last part of the question's URL. */
  name: string
  /** The question in words. */
  question: string
  query: string
  params: Record<string, unknown>
  columns: string[]
  /** The types of the columns are inferred from these rows. */
  rows: readonly unknown[][]
  graph: DecodedGraph
}

export interface FilePair {
  cypher: { name: string; text: string }
  definition: { name: string; text: string }
}

export const isQuestionName = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 60

export function filePair(question: Question): FilePair {
  const { name } = question
  return {
    cypher: { name: `${name}.cypher`, text: `// ${oneLine(question.question)}\n${statementOf(question.query)}\n` },
    definition: { name: `${name}.ts`, text: definitionText(question) },
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Without the final semicolon, and without the console's EXPLAIN or PROFILE. */
const statementOf = (query: string) =>
  query
    .trim()
    .replace(/;+$/, '')
    .replace(/^(?:EXPLAIN|PROFILE)\s+/i, '')

const SAMPLE_ROWS = 1000

function definitionText({ name, question, params, columns, rows, graph }: Question): string {
  const row = columns.map((column, at) => {
    const values = rows.slice(0, SAMPLE_ROWS).map(values => resolve(graph, values[at]))
    return `    ${key(column)}: ${rowType(values)},\n`
  })
  const takes = Object.entries(params).map(([param, value]) => `    ${key(param)}: ${paramType(value)},\n`)
  const wire = ['WireNodeSchema', 'WireRelationshipSchema'].filter(one => row.some(line => line.includes(one)))
  return [
    "import { z } from 'zod'\n",
    "import { defineQuery } from '../query.ts'\n",
    wire.length > 0 ? `import { ${wire.join(', ')} } from '../wire.ts'\n` : '',
    '\nexport default defineQuery({\n',
    `  name: ${literal(name)},\n`,
    `  title: ${literal(titleOf(name))},\n`,
    `  ${member('question', literal(oneLine(question)))},\n`,
    takes.length > 0
      ? `  // Parameters arrive as text. ../params.ts has dates, limits, and ids or names of people and organisations.\n  params: z.object({\n${takes.join('')}  }),\n`
      : '  params: z.object({}),\n',
    `  row: z.object({\n${row.join('')}  }),\n`,
    `  example: ${exampleText(params)},\n`,
    '  counted: false,\n})\n',
  ].join('')
}

/** As the formatter writes it: long text is on a separate line. */
const member = (name: string, text: string) =>
  `  ${name}: ${text},`.length > LINE_WIDTH ? `${name}:\n    ${text}` : `${name}: ${text}`

function exampleText(params: Record<string, unknown>): string {
  const text = literal(params)
  if (`  example: ${text},`.length <= LINE_WIDTH) return text
  const members = Object.entries(params).map(([name, value]) => `    ${key(name)}: ${literal(value)},\n`)
  return `{\n${members.join('')}  }`
}

const LINE_WIDTH = 120

const titleOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`

const key = (name: string) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && name !== '__proto__' ? name : literal(name))

/** A TypeScript literal. Text is in single quotes, with quotes and line breaks escaped. */
function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replace(/'/g, "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, inner]) => `${key(name)}: ${literal(inner)}`)
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}'
}

function paramType(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'z.coerce.number().int()' : 'z.coerce.number()'
  return typeof value === 'boolean' ? 'z.stringbool()' : 'z.string()'
}

function rowType(values: unknown[]): string {
  const present = values.filter(value => value !== null)
  const types = new Set(present.map(typeOf))
  const [type = 'z.unknown()'] = types
  const one = types.size > 1 ? (isAll(types, 'z.int()', 'z.number()') ? 'z.number()' : 'z.unknown()') : type
  return one === 'z.unknown()' || present.length === values.length ? one : `${one}.nullable()`
}

const isAll = (types: Set<string>, ...allowed: string[]) => [...types].every(type => allowed.includes(type))

function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'z.string()'
  if (typeof value === 'boolean') return 'z.boolean()'
  if (typeof value === 'number') return Number.isInteger(value) ? 'z.int()' : 'z.number()'
  if (isNode(value)) return 'WireNodeSchema'
  if (isRelationship(value)) return 'WireRelationshipSchema'
  if (Array.isArray(value)) return `z.array(${rowType(value)})`
  return 'z.unknown()'
}
