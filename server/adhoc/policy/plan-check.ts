import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, isName } from './syntax.ts'

/** The part of the driver's plan that is read. */
export interface DriverPlan {
  operatorType: string
  arguments: Record<string, unknown>
  children: DriverPlan[]
}

/** The allowed operators; some have a suffix in brackets. All others are rejected. */
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

/** Procedures that read the graph or its schema. */
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
const READS = 'Only reading clauses are allowed, such as MATCH, WHERE, WITH and RETURN.'
const ALLOWED = `These are allowed: ${[...PROCEDURES].join(', ')}.`

/** @throws {PolicyViolation} unless the database plans the statement as a read */
export function checkPlan(
  text: string,
  tokens: readonly Token[],
  queryType: string | undefined,
  plan: DriverPlan | false,
): void {
  if (queryType !== 'r' || !plan)
    throw new PolicyViolation(
      'reads-only',
      `The statement ${DOES[queryType ?? ''] ?? 'is not a read'}`,
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
        `The statement uses the operator ${operator}, which is not allowed`,
        READS,
        placeOf(text, tokens, operator),
      )
    if (operator === 'ProcedureCall') checkProcedure(text, tokens, /^([\w.]+)\(/.exec(details)?.[1] ?? details)
    // A subquery within an expression has no operators in the plan. It appears as text in the details.
    if (/\bLOAD\s+CSV\b/.test(details))
      throw new PolicyViolation('operator', 'LOAD CSV is not allowed', READS, placeOf(text, tokens, 'LoadCSV'))
    for (const [, name = ''] of details.matchAll(/(?:ResolvedCall\(|\bCALL\s+)([^\s({:][^\s(:]*)/g))
      checkProcedure(text, tokens, name)
    if (/regex\w*\s*\(/i.test(details)) rejectFunction('with a regular expression', undefined)
  }
}

const DOES: Record<string, string> = { w: 'writes', rw: 'reads and writes', s: 'manages or inspects the server' }

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

/** Namespaces of built-in functions without side effects. */
const NAMESPACES = /^(date|datetime|localdatetime|localtime|time|duration|point|vector\.similarity|coll|string|uuid)$/
const INSTEAD = 'Only built-in functions are allowed, except those that take a regular expression or a database name.'

/**
 * Checks the text for procedures, functions and clauses that the plan may hide within an expression, so that neither check is
 * relied on alone. `customFunctions` are the server's functions that are not built into Neo4j.
 * @throws {PolicyViolation}
 */
export function checkNames(
  text: string,
  decoded: string,
  tokens: readonly Token[],
  customFunctions: readonly string[],
): void {
  tokens.forEach((token, at) => {
    const place = placeAt(text, token.from)
    const next = tokens[at + 1]
    if (token.syntax === 'LOAD' && next?.syntax === 'CSV' && tokens[at - 1]?.syntax !== ':')
      throw new PolicyViolation('operator', 'LOAD CSV is not allowed', READS, place)
    if (token.syntax === 'DEFINE' && /^(FUNCTION|PROCEDURE)$/.test(next?.syntax ?? ''))
      throw new PolicyViolation('function', 'Defining functions is not allowed', INSTEAD, place)
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
      rejectFunction(name, place)
    if (!name.includes('.') || !isCall(tokens, at)) return
    if (!NAMESPACES.test(name.slice(0, name.lastIndexOf('.')).toLowerCase())) rejectFunction(name, place)
  })
  // A call must contain the parts of the name, whatever separates them, so the parts are searched for anywhere.
  const folded = fold(decoded)
  const used = customFunctions.find(name => name.split('.').every(part => folded.includes(fold(part))))
  if (used) rejectFunction(used, undefined)
}

function rejectFunction(name: string, place: { line: number; column: number } | undefined): never {
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
