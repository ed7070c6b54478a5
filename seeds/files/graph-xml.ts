import { SaxesParser } from 'saxes'
import { FileError, type Input } from './input.ts'
import { counterOfLines } from './json-elements.ts'

/** A node or edge with its attributes by name. An item with several spells becomes several items. */
export interface GraphItem {
  line: number
  /** Its position among the items that begin on the line, from 2. */
  nth?: number
  columns: Record<string, string | string[]>
}

export interface Graph {
  nodes: GraphItem[]
  edges: GraphItem[]
  /** Counts of ignored elements by name. */
  skipped: ReadonlyMap<string, number>
}

interface Attribute {
  title: string
  of: string
  standard?: string
}

/** An item that is still being read. */
interface Open {
  kind: 'node' | 'edge'
  item: GraphItem
  given: Set<string>
  /** The bounds of each spell, by their names in GEXF. */
  spells: Record<string, string>[]
}

/**
 * Reads GEXF (gexf.net) or GraphML (graphml.graphdrawing.org). Each attribute becomes a column named by its title;
 * `start` and `end`, `startopen` and `endopen`,
 * also of spells, are kept as written.
 * @throws {FileError} if the file is not XML, or neither of the two formats
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
    else if ((name === 'spell' || name === 'slice') && current) current.spells.push(boundsOf(given))
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
    const spells = [...(given.intervals ?? '').matchAll(INTERVAL)].map(
      ([, from = '[', start = '', end = '', to = ']']) => ({
        [from === '(' ? 'startopen' : 'start']: start,
        [to === ')' ? 'endopen' : 'end']: end,
      }),
    )
    open.push({ kind, item: { ...begun, columns }, given: new Set(), spells })
  }

  function put({ kind, item: { columns }, given }: Open, id: string, value: string): void {
    const key = [kind, 'all'].map(of => keyOf(of, id)).find(key => attributes.has(key))
    const title = (key && attributes.get(key)?.title) ?? id
    if (title === '' || value === '') return
    // An attribute title may equal a name of the format.
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
    for (const spell of spells) {
      const times = Object.fromEntries(Object.entries(spell).map(([name, value]) => [name, timeOf(name, value)]))
      list.push({ ...item, columns: { ...item.columns, start: '', end: '', ...times } })
    }
  }
}

/** For example `[2010, 2012]; [2014, 2015]` in GEXF 1.3. */
const INTERVAL = /([[(])\s*([^,;\])]+?)\s*,\s*([^,;\])]+?)\s*([\])])/g

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const keyOf = (of: string, id = '') => `${of} ${id}`
const titleOf = (given: Record<string, string>) =>
  given.title ?? given['attr.name'] ?? (given['yfiles.type'] === undefined ? given.id : '') ?? ''

const BOUNDS = ['start', 'end', 'startopen', 'endopen']
/** GEXF names a bound after whether the interval contains it. */
const boundsOf = (given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(BOUNDS.flatMap(name => (given[name] === undefined ? [] : [[name, given[name] ?? '']])))

/** A graph with numeric time writes a year as 2010.0; an open end may be infinite. */
function timeOf(name: string, value: string): string {
  if (!BOUNDS.includes(name)) return value
  if (/^-?inf(inity)?$/i.test(value)) return ''
  return value.replace(/^(\d{4})\.0+$/, '$1').replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1')
}
