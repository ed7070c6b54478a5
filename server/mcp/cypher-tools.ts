import { z } from 'zod'
import {
  type AdhocLine,
  AdhocRequestSchema,
  HintSchema,
  LIMITS,
  ModeSchema,
  PlanNodeSchema,
} from '../../cypher/adhoc.ts'
import { EvidenceSchema } from '../../cypher/wire.ts'
import type { Adhoc } from '../adhoc/adhoc-service.ts'
import { toStatementError } from '../adhoc/pool/statement-errors.ts'
import type { Driver } from '../db/connect.ts'
import { HttpError } from '../lib/http-errors.ts'
import { JSON_SCHEMA } from '../questions/parameter-objects.ts'
import { badParameters } from '../questions/read-parameters.ts'
import { readEvidence } from './claim-evidence.ts'
import { type CallContext, READ_ONLY, type Tool } from './tool.ts'

/** The tool whose calls are limited as requests to `/api/cypher` are. */
export const RUN_CYPHER = 'run_cypher'

const MAX_ROWS = 1_000
const USUAL_ROWS = 100
const MAX_BYTES = 200_000

const InputSchema = AdhocRequestSchema.pick({ query: true, params: true, mode: true, timeout: true }).extend({
  limit: z.int().min(1).max(MAX_ROWS).default(USUAL_ROWS).describe(`Maximum number of rows, 1 to ${MAX_ROWS}.`),
})

const AnswerSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())).describe('The values of each row, one per column.'),
  hints: z.array(HintSchema).describe('What the database remarks about the statement.'),
  mode: ModeSchema,
  plan: PlanNodeSchema.optional(),
  limit: z.enum(LIMITS).nullable().describe('The limit that cut the answer; null if it is complete.'),
  evidence: z
    .array(EvidenceSchema)
    .describe('The claims of relationships and claim nodes that the rows return. Numbers and names alone have none.'),
  links: z.object({ cypher: z.string() }).describe('The statement in the console.'),
})

/** The tools of ad hoc Cypher: the same policy, limits, queue and processes as those of `/api/cypher`. */
export function cypherTools(adhoc: Adhoc, driver: Driver): Tool[] {
  return [runCypher(adhoc, driver), describeGraph(adhoc)]
}

const runCypher = (adhoc: Adhoc, driver: Driver): Tool => ({
  description: {
    name: RUN_CYPHER,
    title: 'Run Cypher',
    description:
      'Runs one Cypher statement that only reads; writes are refused. Prefer a named question if one fits. Return ' +
      'relationships (JOINED, LEFT, WAS_AT), not only their properties, so that the answer has their claims and sources.',
    inputSchema: schemaOf(InputSchema),
    outputSchema: schemaOf(AnswerSchema),
    annotations: { title: 'Run Cypher', ...READ_ONLY },
  },
  async call(given, context) {
    const { data, error } = InputSchema.safeParse(given)
    if (!data)
      throw badParameters(
        error.issues.map(({ path, message }) => ({ parameter: path.join('.') || 'the arguments', message })),
      )
    const answer = await run(adhoc, data, context)
    const evidence = await readEvidence(driver, answer.rows, context.signal)
    const opened = new URLSearchParams({ query: data.query, params: JSON.stringify(data.params) })
    return { ...answer, evidence, links: { cypher: new URL(`/console?${opened}`, context.base).href } }
  },
  summary({ rows, limit, evidence }) {
    const count = (rows as unknown[]).length
    return `${count} ${count === 1 ? 'row' : 'rows'}${limit ? `, cut by the limit of ${limit}` : ''}. ${
      (evidence as unknown[]).length > 0
        ? `${(evidence as unknown[]).length} claims behind them.`
        : 'The rows have no claims: return relationships or (:Claim)-[:FROM]->(:Source) to cite sources.'
    }`
  },
})

const NAMES = `CALL db.labels() YIELD label RETURN 'labels' AS kind, label AS name
UNION ALL CALL db.relationshipTypes() YIELD relationshipType RETURN 'types' AS kind, relationshipType AS name
UNION ALL CALL db.propertyKeys() YIELD propertyKey RETURN 'properties' AS kind, propertyKey AS name`

const PATTERNS = `MATCH (a)-[r]->(b)
WITH a, r, b LIMIT 20000
UNWIND CASE keys(r) WHEN [] THEN [null] ELSE keys(r) END AS key
RETURN labels(a)[0] AS from, type(r) AS type, labels(b)[0] AS to, collect(DISTINCT key) AS properties
ORDER BY from, type, to`

const GraphSchema = z.object({
  labels: z.array(z.string()),
  types: z.array(z.string()).describe('Types of relationships.'),
  properties: z.array(z.string()).describe('Keys of properties.'),
  patterns: z
    .array(z.object({ from: z.string(), type: z.string(), to: z.string(), properties: z.array(z.string()) }))
    .describe('Which relationships connect which labels, with their properties, in a sample of 20,000 relationships.'),
})

const describeGraph = (adhoc: Adhoc): Tool => ({
  description: {
    name: 'describe_graph',
    title: 'Describe the graph',
    description: 'The labels, relationship types and properties of the database, for writing Cypher.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    outputSchema: schemaOf(GraphSchema),
    annotations: { title: 'Describe the graph', ...READ_ONLY },
  },
  async call(_given, context) {
    const names = await run(adhoc, { query: NAMES, params: {}, mode: 'run', limit: MAX_ROWS }, context)
    const patterns = await run(adhoc, { query: PATTERNS, params: {}, mode: 'run', limit: MAX_ROWS }, context)
    const of = (kind: string) => names.rows.flatMap(([each, name]) => (each === kind ? [String(name)] : [])).sort()
    return {
      labels: of('labels'),
      types: of('types'),
      properties: of('properties'),
      patterns: patterns.rows.map(([from, type, to, properties]) => ({ from, type, to, properties })),
    }
  },
  summary: ({ labels }) =>
    `Labels: ${(labels as string[]).join(', ')}. A claim is (:Person)<-[:OF]-(:Claim)-[:AT]->(:Organisation), and (:Claim)-[:FROM]->(:Source).`,
})

/** Runs one statement to its end. Nodes and relationships stay in the rows. */
async function run(adhoc: Adhoc, statement: z.output<typeof InputSchema>, { signal, sender, requestId }: CallContext) {
  const request = { ...statement, bytes: MAX_BYTES, graph: 'off' as const }
  const answer = { columns: [] as string[], rows: [] as unknown[][], hints: [] as unknown[] }
  const rest: Record<string, unknown> = { mode: request.mode, limit: null }
  let text = ''
  try {
    for await (const part of adhoc.run(request, signal, { sender, requestId })) text += part
  } catch (error) {
    throw toStatementError(error)
  }
  for (const line of text.split('\n').filter(each => each !== '')) {
    const read = JSON.parse(line) as AdhocLine
    if (read.type === 'head') {
      Object.assign(answer, { columns: read.columns, hints: read.hints })
      rest.mode = read.mode
    } else if (read.type === 'row') answer.rows.push(read.values)
    else if (read.type === 'plan') rest.plan = read.plan
    else if (read.type === 'summary') rest.limit = read.limit
    else if (read.type === 'error') throw new HttpError(400, read.error.code, read.error.message, read.error.details)
  }
  return { ...answer, ...rest }
}

function schemaOf(schema: z.ZodType) {
  return z.toJSONSchema(schema, { ...JSON_SCHEMA }) as { type: 'object'; [key: string]: unknown }
}
