import type { DecodedGraph } from '../../cypher/graph-columns.ts'
import { resolve } from '../../cypher/graph-columns.ts'
import { isNode, isRelationship } from './show-value.ts'

/** A statement as the two files of a question, in the form of `cypher/read/`. */

export interface Question {
  /** As the files are named, and the question's address. */
  name: string
  /** In words, as a reader would ask. */
  question: string
  query: string
  params: Record<string, unknown>
  columns: string[]
  /** Rows that the types of the columns are read from. */
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

/** Without a closing semicolon, and without the word that is the console's mode. */
const statementOf = (query: string) =>
  query
    .trim()
    .replace(/;+$/, '')
    .replace(/^(?:EXPLAIN|PROFILE)\s+/i, '')

const SAMPLE = 1000

function definitionText({ name, question, params, columns, rows, graph }: Question): string {
  const row = columns.map((column, at) => {
    const values = rows.slice(0, SAMPLE).map(values => resolve(graph, values[at]))
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
    `  question: ${literal(oneLine(question))},\n`,
    takes.length > 0
      ? `  // A URL brings text: the vocabulary of ../params.ts has dates, limits and names of people and organisations.\n  params: z.object({\n${takes.join('')}  }),\n`
      : '  params: z.object({}),\n',
    `  row: z.object({\n${row.join('')}  }),\n`,
    `  example: ${literal(params)},\n`,
    '  counted: false,\n})\n',
  ].join('')
}

const titleOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`

const key = (name: string) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && name !== '__proto__' ? name : literal(name))

/** Text as a literal of TypeScript in single quotes; nothing in it can end it, nor a line. */
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
