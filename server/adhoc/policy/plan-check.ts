import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, isName } from './syntax.ts'

/** What the gate reads of a plan of the driver's. */
export interface DriverPlan {
  operatorType: string
  arguments: Record<string, unknown>
  children: DriverPlan[]
}

/** Operators of ordinary reads, without what stands in brackets behind some. What is not here is refused. */
const OPERATORS = new RegExp(
  `^(?:${[
    'ProduceResults|Argument|EmptyRow|EmptyResult|Projection|CacheProperties|Filter|Limit|Skip|Sort|PartialSort|Top|PartialTop',
    'Top1WithTies|Distinct|OrderedDistinct|Union|OrderedUnion|Unwind|PartitionedUnwind|Eager|EagerAggregation|OrderedAggregation',
    'Optional|Apply|SemiApply|AntiSemiApply|Anti|LetSemiApply|LetAntiSemiApply|SelectOr(?:Anti)?SemiApply|LetSelectOr(?:Anti)?SemiApply',
    '(?:Anti)?ConditionalApply|RollUpApply|CartesianProduct|NodeHashJoin|Node(?:Left|Right)OuterHashJoin|ValueHashJoin|ValueMergeJoin',
    'AssertSameNode|AssertSameRelationship|ProjectEndpoints|Triadic(?:Selection|Build|Filter)|NodeCountFromCountStore',
    'RelationshipCountFromCountStore|Expand|OptionalExpand|VarLengthExpand|(?:BFS)?PruningVarLengthExpand|ShortestPath',
    'StatefulShortestPath|(?:Bidirectional)?Repeat|RepeatOptions|PathPropagatingBFS|Simulated(?:Expand|NodeScan|Selection)|PreserveOrder',
    '(?:Partitioned)?(?:AllNodesScan|NodeByLabelScan|(?:Intersection|Union|Subtraction)NodeByLabelsScan)|NodeBy(?:Element)?IdSeek',
    '(?:Partitioned|Multi)?Node(?:Unique)?Index(?:Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)|Node(?:Vector|Fulltext)IndexSearch',
    '(?:Partitioned)?(?:Und|D)irected(?:AllRelationshipsScan|RelationshipTypeScan|UnionRelationshipTypesScan|RelationshipBy(?:Element)?IdSeek)',
    '(?:Partitioned)?(?:Und|D)irectedRelationship(?:Unique)?Index(?:Seek|SeekByRange|Scan|ContainsScan|EndsWithScan)',
    '(?:Und|D)irectedRelationship(?:Vector|Fulltext)IndexSearch|DynamicLabelNodeLookup|Dynamic(?:Und|D)irectedRelationshipTypeLookup',
    'ProcedureCall',
  ].join('|')})(?:\\((?!Locking).*\\))?$`,
)

/** Procedures that read the graph or tell what is in it. */
export const PROCEDURES: ReadonlySet<string> = new Set([
  'db.labels',
  'db.relationshipTypes',
  'db.propertyKeys',
  'db.schema.visualization',
  'db.schema.nodeTypeProperties',
  'db.schema.relTypeProperties',
  'db.index.fulltext.queryNodes',
  'db.index.fulltext.queryRelationships',
  'db.index.fulltext.listAvailableAnalyzers',
  'db.index.vector.queryNodes',
  'db.index.vector.queryRelationships',
])
const READS = 'Ask only what reads: MATCH, WHERE, WITH, RETURN and the like.'
const ALLOWED = `Allowed are ${[...PROCEDURES].join(', ')}.`

/** @throws {PolicyViolation} unless the database itself says that the statement only reads */
export function checkPlan(
  text: string,
  tokens: readonly Token[],
  queryType: string | undefined,
  plan: DriverPlan | false,
): void {
  if (queryType !== 'r' || !plan)
    throw new PolicyViolation(
      'reads-only',
      `Neo4j says that this ${DOES[queryType ?? ''] ?? 'is no read'}`,
      READS,
      firstWrite(text, tokens),
    )
  for (const {
    operatorType,
    arguments: { Details },
  } of operatorsOf(plan)) {
    const operator = operatorType.replace(/@.*$/, '')
    const details = typeof Details === 'string' ? Details : ''
    if (!OPERATORS.test(operator))
      throw new PolicyViolation(
        'operator',
        `The plan holds ${operator}, which is not allowed`,
        READS,
        placeOf(text, tokens, operator),
      )
    if (operator === 'ProcedureCall') checkProcedure(text, tokens, /^([\w.]+)\(/.exec(details)?.[1] ?? details)
    // A subquery within an expression has no operators of its own in the plan: it is there as text, as Neo4j renders it.
    if (/\bLOAD\s+CSV\b/.test(details))
      throw new PolicyViolation('operator', 'LOAD CSV is not allowed', READS, placeOf(text, tokens, 'LoadCSV'))
    for (const [, name = ''] of details.matchAll(/(?:ResolvedCall\(|\bCALL\s+)([^\s({:][^\s(:]*)/g))
      checkProcedure(text, tokens, name)
    if (/regex\w*\s*\(/i.test(details)) refuseFunction(text, 'a function of patterns', undefined)
  }
}

const DOES: Record<string, string> = { w: 'writes', rw: 'reads and writes', s: 'changes or shows what the server is' }

export function* operatorsOf(plan: DriverPlan): Generator<DriverPlan> {
  yield plan
  for (const child of plan.children) yield* operatorsOf(child)
}

function checkProcedure(text: string, tokens: readonly Token[], name: string): void {
  if (PROCEDURES.has(name)) return
  const call = tokens.find((token, at) => token.syntax === 'CALL' && isName(tokens[at + 1]))
  throw new PolicyViolation(
    'procedure',
    `The procedure ${name.slice(0, 80)} is not allowed`,
    ALLOWED,
    call && placeAt(text, call.from),
  )
}

const WRITES = new Set('CREATE INSERT MERGE SET REMOVE DELETE DETACH NODETACH FOREACH DROP ALTER'.split(' '))
const firstWrite = (text: string, tokens: readonly Token[]) => {
  const token = tokens.find(({ syntax }) => WRITES.has(syntax))
  return token && placeAt(text, token.from)
}

const STARTS: Record<string, string> = {
  LoadCSV: 'LOAD',
  TransactionApply: 'TRANSACTIONS',
  TransactionForeach: 'TRANSACTIONS',
}
function placeOf(text: string, tokens: readonly Token[], operator: string) {
  const word = STARTS[operator] ?? /^(Show|Terminate)/.exec(operator)?.[1]?.toUpperCase()
  const token = tokens.find(({ syntax }) => syntax === word)
  return token && placeAt(text, token.from)
}

/** Namespaces of functions that are Neo4j's own and only compute. */
const NAMESPACES = /^(date|datetime|localdatetime|localtime|time|duration|point|vector\.similarity|coll|string|uuid)$/
const INSTEAD =
  'Only functions that Neo4j itself brings may be used, and none that takes a pattern or names a database.'

/**
 * What the text itself shows of procedures, functions and clauses that a plan may hide within an expression: a second
 * look, so that neither has to be trusted alone. `foreign` are the functions on the server that Neo4j does not bring.
 * @throws {PolicyViolation}
 */
export function checkNames(text: string, decoded: string, tokens: readonly Token[], foreign: readonly string[]): void {
  tokens.forEach((token, at) => {
    const place = placeAt(text, token.from)
    const next = tokens[at + 1]
    if (token.syntax === 'LOAD' && next?.syntax === 'CSV' && tokens[at - 1]?.syntax !== ':')
      throw new PolicyViolation('operator', 'LOAD CSV is not allowed', READS, place)
    if (token.syntax === 'DEFINE' && /^(FUNCTION|PROCEDURE)$/.test(next?.syntax ?? ''))
      throw new PolicyViolation('function', 'Functions may not be defined', INSTEAD, place)
    if (token.syntax === 'CALL' && isName(next)) {
      const name = dotted(tokens, at + 1)
      if (!PROCEDURES.has(name)) checkProcedure(text, tokens.slice(at), name)
    }
    if (!isName(token) || tokens[at - 1]?.syntax === '.' || tokens[at - 1]?.syntax === 'CALL') return
    const name = dotted(tokens, at)
    if (
      /regex/i.test(name) &&
      calls(tokens, at + 2 * (name.split('.').length - 1), name.split('.').at(-1)?.toUpperCase() ?? '')
    )
      refuseFunction(text, name, place)
    if (!name.includes('.') || !isCall(tokens, at)) return
    if (!NAMESPACES.test(name.slice(0, name.lastIndexOf('.')).toLowerCase())) refuseFunction(text, name, place)
  })
  // A function must be spelt in the text, whatever is between its parts: so the parts are looked for anywhere.
  const folded = fold(decoded)
  const used = foreign.find(name => name.split('.').every(part => folded.includes(fold(part))))
  if (used) refuseFunction(text, used, undefined)
}

function refuseFunction(_text: string, name: string, place: { line: number; column: number } | undefined): never {
  throw new PolicyViolation('function', `The function ${name.slice(0, 80)} is not allowed`, INSTEAD, place)
}

const fold = (text: string) => text.toUpperCase().toLowerCase()

function dotted(tokens: readonly Token[], at: number): string {
  const parts = [tokens[at]?.text ?? '']
  for (let next = at + 1; tokens[next]?.syntax === '.' && isName(tokens[next + 1]); next += 2)
    parts.push(tokens[next + 1]?.text ?? '')
  return parts.join('.')
}

function isCall(tokens: readonly Token[], at: number): boolean {
  let end = at
  while (tokens[end + 1]?.syntax === '.' && isName(tokens[end + 2])) end += 2
  return tokens[end + 1]?.syntax === '('
}
