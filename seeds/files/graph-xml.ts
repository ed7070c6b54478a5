import { SaxesParser } from 'saxes'
import { FileError, type Input } from './input.ts'
import { counterOfLines } from './json-elements.ts'

/** A node or an edge with its attributes by their names; one that has several spells is several. */
export interface GraphItem {
  line: number
  /** Which of those that begin on the line, from 2. */
  nth?: number
  columns: Record<string, string | string[]>
}

export interface Graph {
  nodes: GraphItem[]
  edges: GraphItem[]
  /** Elements that are not read, and how many. */
  skipped: ReadonlyMap<string, number>
}

interface Attribute {
  title: string
  of: string
  standard?: string
}

/** An item that is being read. */
interface Open {
  kind: 'node' | 'edge'
  item: GraphItem
  given: Set<string>
  spells: { start?: string; end?: string }[]
}

/**
 * Reads GEXF (gexf.net) or GraphML (graphml.graphdrawing.org). Every attribute becomes a column by its title; `start` and
 * `end`, also of spells, stay as the file has them.
 * @throws {FileError} if it is no XML, or neither of the two
 */
export async function readGraph(input: Input): Promise<Graph> {
  const parser = new SaxesParser()
  const graph = { nodes: [] as GraphItem[], edges: [] as GraphItem[], skipped: new Map<string, number>() }
  const attributes = new Map<string, Attribute>()
  const onLine = counterOfLines()
  const open: Open[] = []
  let attributesOf = 'node'
  let begun = { line: 1 } as Pick<GraphItem, 'line' | 'nth'>
  let data: { key: string; text: string } | undefined
  let isDefault: string | undefined
  let label: string | undefined
  let hasRoot = false

  parser.on('error', error => {
    throw new FileError(`is not XML: ${error.message.replace(/^\d+:\d+: /, '').slice(0, 200)}`, parser.line)
  })
  parser.on('opentagstart', ({ name }) => {
    if (['node', 'edge'].includes(localName(name))) begun = { line: parser.line, ...onLine(parser.line) }
  })
  parser.on('opentag', tag => {
    const name = localName(tag.name)
    const given = tag.attributes as Record<string, string>
    if (!hasRoot) checkRoot(name)
    hasRoot = true
    const current = open.at(-1)
    if (name === 'node' || name === 'edge') start(name, given)
    else if (name === 'attributes') attributesOf = given.class ?? 'node'
    else if (name === 'attribute' || name === 'key') {
      isDefault = keyOf(name === 'key' ? (given.for ?? 'all') : attributesOf, given.id)
      attributes.set(isDefault, { title: titleOf(given), of: name === 'key' ? (given.for ?? 'all') : attributesOf })
    } else if (name === 'default' && isDefault !== undefined) data = { key: isDefault, text: '' }
    else if (name === 'attvalue' && current) put(current, given.for ?? given.id ?? '', given.value ?? '')
    else if (name === 'data' && current) data = { key: given.key ?? '', text: '' }
    else if ((name === 'spell' || name === 'slice') && current)
      current.spells.push({ start: given.start, end: given.end })
    else if (name === 'NodeLabel' || name === 'EdgeLabel') label = ''
    else if (name === 'hyperedge' || name === 'port') graph.skipped.set(name, (graph.skipped.get(name) ?? 0) + 1)
  })
  parser.on('text', text => {
    if (label !== undefined) label += text
    else if (data) data.text += text
  })
  parser.on('cdata', text => {
    if (data) data.text += text
  })
  parser.on('closetag', tag => {
    const name = localName(tag.name)
    const current = open.at(-1)
    if (name === 'node' || name === 'edge') finish()
    else if (name === 'attribute' || name === 'key') isDefault = undefined
    else if (name === 'default' && data) {
      const attribute = attributes.get(data.key)
      if (attribute) attribute.standard = data.text.trim()
      data = undefined
    } else if (name === 'data' && data) {
      if (current) put(current, data.key, data.text.trim())
      data = undefined
    } else if ((name === 'NodeLabel' || name === 'EdgeLabel') && label !== undefined) {
      if (current && current.item.columns.label === undefined) current.item.columns.label = label.trim()
      label = undefined
    }
  })
  for await (const chunk of input.chunks()) parser.write(chunk)
  parser.close()
  return graph

  function checkRoot(name: string): void {
    if (name !== 'gexf' && name !== 'graphml') throw new FileError('is XML, but neither GEXF nor GraphML')
  }

  function start(kind: Open['kind'], given: Record<string, string>): void {
    const columns: GraphItem['columns'] = {}
    for (const [name, value] of Object.entries(given)) if (!name.includes(':')) columns[name] = timeOf(name, value)
    const spells = [...(given.intervals ?? '').matchAll(INTERVAL)].map(([, start, end]) => ({ start, end }))
    open.push({ kind, item: { ...begun, columns }, given: new Set(), spells })
  }

  function put({ kind, item: { columns }, given }: Open, id: string, value: string): void {
    const key = [kind, 'all'].map(of => keyOf(of, id)).find(key => attributes.has(key))
    const title = (key && attributes.get(key)?.title) ?? id
    if (title === '' || value === '') return
    // An attribute may be titled as a part of the format is named.
    const column = !given.has(title) && Object.hasOwn(columns, title) ? `attribute.${title}` : title
    const before = given.has(column) ? columns[column] : undefined
    columns[column] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
    given.add(column)
  }

  function finish(): void {
    const done = open.pop()
    if (!done) return
    const { kind, item, given, spells } = done
    for (const { title, of, standard } of attributes.values())
      if (standard !== undefined && (of === kind || of === 'all') && !given.has(title)) item.columns[title] ??= standard
    const list = kind === 'node' ? graph.nodes : graph.edges
    if (spells.length === 0) list.push(item)
    for (const { start, end } of spells) {
      const times = { start: timeOf('start', start ?? ''), end: timeOf('end', end ?? '') }
      list.push({ ...item, columns: { ...item.columns, ...times } })
    }
  }
}

/** As in `[2010, 2012]; [2014, 2015]`, of GEXF 1.3. */
const INTERVAL = /[[(]\s*([^,;\])]+?)\s*,\s*([^,;\])]+?)\s*[\])]/g

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const keyOf = (of: string, id = '') => `${of} ${id}`
const titleOf = (given: Record<string, string>) =>
  given.title ?? given['attr.name'] ?? (given['yfiles.type'] === undefined ? given.id : '') ?? ''

/** In a graph whose time is a number, a year is written as 2010.0; an end that is open may be infinite. */
function timeOf(name: string, value: string): string {
  if (name !== 'start' && name !== 'end') return value
  if (/^-?inf(inity)?$/i.test(value)) return ''
  return value.replace(/^(\d{4})\.0+$/, '$1').replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1')
}
