import { type Document, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { numberOrText } from '../files/exact-numbers.ts'
import { FileError, type Input } from '../files/input.ts'
import { counterOfLines, jsonElements } from '../files/json-elements.ts'
import { isDeeperThan, isObject, MAX_DEPTH, parseObject, TOO_DEEP } from '../files/json-lines.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import { isQueryResult, QueryResult } from './query-result.ts'
import type { RawRecord, Records, RowsWanted } from './record.ts'
import { termText } from './sparql-results.ts'

const BINDINGS = 'results.bindings'

/** The objects of one list in a JSON document. */
export async function jsonRecords(input: Input, { path }: RowsWanted, { report, note }: ReadContext): Promise<Records> {
  const { file } = input
  const document = await input.text()
  const variables = sparqlVariables(document)
  const wanted = path ?? (variables ? BINDINGS : onlyList(document))
  const isSparql = variables !== undefined && wanted === BINDINGS
  return {
    header: isSparql ? { columns: variables, place: { file, line: 1 } } : undefined,
    rows: isSparql ? sparqlRows(variables) : rows(),
  }

  function* objects(): Generator<RawRecord> {
    let found = false
    for (const element of jsonElements(document)) {
      if (element.path !== wanted) continue
      found = true
      const { path: _, text, ...at } = element
      const place = { file, ...at }
      const object = parseObject(text)
      if (typeof object === 'string') report({ ...place, message: object }, [{ place, object: { text } }])
      else yield { place, object }
    }
    if (!found && !isSparql) throw new FileError(`has no list at "${wanted}"; lists: ${listsOf(document)}`)
  }

  function* rows(): Generator<RawRecord> {
    let result: QueryResult | undefined
    let first = true
    for (const { place, object } of objects()) {
      if (first && isQueryResult(input.head, Object.keys(object))) result = new QueryResult()
      first = false
      yield { place, object: result?.plain(object) ?? object }
    }
    result?.remark(file, { note })
  }

  function* sparqlRows(columns: string[]): Generator<RawRecord> {
    const result = new QueryResult()
    // An unbound variable is absent from its row.
    for (const { place, object } of objects())
      yield {
        place,
        object: result.plain(Object.fromEntries(columns.map(name => [name, termText(object[name] ?? '')]))),
      }
    result.remark(file, { note })
  }
}

/** The variables of SPARQL 1.1 Query Results JSON; undefined for any other document. */
export function sparqlVariables(document: string): string[] | undefined {
  const start = document.slice(0, 10_000)
  if (!/"head"\s*:\s*\{/.test(start) || !/"vars"\s*:\s*\[/.test(start)) return undefined
  const variables: string[] = []
  for (const { path, text } of jsonElements(document)) {
    if (path === BINDINGS) break
    if (path === 'head.vars' && /^"\w+"$/.test(text)) variables.push(text.slice(1, -1))
  }
  return variables.length > 0 ? variables : undefined
}

/** The paths of lists of objects in a document. */
export const pathsOf = (document: string) =>
  new Set([...jsonElements(document)].filter(({ text }) => text.startsWith('{')).map(({ path }) => path))
const listsOf = (document: string) =>
  [...pathsOf(document)]
    .slice(0, 20)
    .map(path => path || '(the whole file)')
    .join(', ')

function onlyList(document: string): string {
  const [first, ...more] = pathsOf(document)
  if (first === undefined) throw new FileError('has no list of objects')
  if (more.length > 0)
    throw new FileError(`has several lists; name one as rows.path in the mapping: ${listsOf(document)}`)
  return first
}

/** The maps of one list in a YAML document. */
export async function* yamlRecords(
  input: Input,
  { path }: RowsWanted,
  { report }: ReadContext,
): AsyncGenerator<RawRecord> {
  const { file } = input
  const yaml = await input.text()
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error && /call stack/.test(error.message)) throw new FileError(TOO_DEEP)
  if (error) throw new FileError(`is not YAML: ${error.message.slice(0, 200)}`, lines.linePos(error.pos[0]).line)
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source !== undefined && /^[-+.\d]/.test(node.source))
        node.value = numberOrText(node.source)
    },
  })
  const list = path ? document.getIn(path.split('.'), true) : document.contents
  if (!isSeq(list)) throw new FileError(`has no list${path ? ` at "${path}"` : '; name its path in rows.path'}`)
  const onLine = counterOfLines()
  for (const item of list.items as Node[]) {
    const [start, end] = item.range ?? [0, 0]
    const text = yaml.slice(start, end).trim()
    if (text === '') continue
    const { line } = lines.linePos(start)
    const place = { file, line, ...onLine(line) }
    const object = contentOf(item, document)
    const fault = !isObject(object)
      ? 'is not a YAML map; write columns with their values'
      : isDeeperThan(MAX_DEPTH, object)
        ? TOO_DEEP
        : undefined
    if (fault === undefined && isObject(object)) yield { place, object }
    else report({ ...place, message: fault ?? '' }, [{ place, object: { text } }])
  }
}

/** Undefined for an alias that has no target or expands too far. */
function contentOf(item: Node, document: Document): unknown {
  try {
    return item.toJS(document)
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return undefined
  }
}
