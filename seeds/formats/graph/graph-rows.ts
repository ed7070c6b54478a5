import { addDays } from '../../../cypher/dates/calendar.ts'
import { ORGANISATION_TYPES, type Organisation } from '../../../cypher/model.ts'
import type { Graph, GraphItem } from '../../files/graph-xml.ts'
import { FileError } from '../../files/input.ts'
import type { RawRow, ReadContext } from '../../tables/raw-row.ts'
import { SourcesMet } from '../shared/named-sources.ts'
import { classify } from '../shared/organisation-types.ts'
import { placeOf } from './exported-graph.ts'

/** A graph of another program: an edge between a person and an organisation is a time there. */

const KIND = /^(attribute[. ])?(kind|class|category|(entity|node|element)?[ _.-]?type|labels?|schema|group)$/i
const PERSON =
  /^:?(person|people|persons|human|individual|employee|player|politician|actor|man|woman|personne|persona|人物?|人员)$/i
const ORGANISATION =
  /^:?(org|organi[sz]ations?|institutions?|employers?|clubs?|firms?|party|parties|publisher|media|unternehmen|entreprise|empresa|公司|机构|组织)$/i
const START = /^(start|begin|from|since|joined|valid[ _.-]?from)([ _.-]?(date|year))?$/i
const END = /^(end|to|until|till|left|valid[ _.-]?(to|until))([ _.-]?(date|year))?$/i
const ROLE = /^(role|position|post|title|job|function)$/i
const SOURCE = /^(attribute[. ]source|sources|reference|citation|url|source[ _.-]?(url|name|title))$/i

type NodeKind = 'person' | 'organisation'

/** @throws {FileError} if the nodes do not say what they are, or no edge connects a person with an organisation */
export function* graphRows({ nodes, edges }: Graph, file: string, { note }: ReadContext): Generator<RawRow> {
  const column = kindColumn(nodes)
  if (column === undefined) throw new FileError(NO_KIND)
  const kinds = new Map(nodes.map(node => [textOf(node, 'id'), kindOf(textOf(node, column))]))
  const ends = edges.map(edge => endsOf(edge, kinds))
  if (ends.every(end => end === undefined)) throw new FileError(NO_EDGE)
  const used = new Set(ends.flatMap(end => (end ? [end.person, end.organisation] : [])))
  for (const node of nodes) if (used.has(textOf(node, 'id'))) yield nodeRow(node, column, file)
  const sources = new SourcesMet()
  for (const [at, edge] of edges.entries()) {
    const end = ends[at]
    if (!end) continue
    const rows = edgeRows(edge, end, sources, file)
    yield* sources.take()
    yield* rows
  }
  const [others, alone] = [ends.filter(end => !end).length, new Set(kinds.keys()).size - used.size]
  if (others > 0)
    note(
      `${file}: ${others} ${others === 1 ? 'edge that does' : 'edges that do'} not connect a person with an organisation: not read`,
    )
  if (alone > 0) note(`${file}: ${alone} ${alone === 1 ? 'node' : 'nodes'} without such an edge: not read`)
}

const NO_KIND =
  'does not say which nodes are people and which are organisations: no attribute of its nodes, such as kind or type, has values like person and company. Add one, or draft a mapping with npm run load -- --map init FILE (docs/mapping.md)'
const NO_EDGE =
  'has no edge between a person and an organisation; draft a mapping with npm run load -- --map init FILE (docs/mapping.md)'

/** The attribute by which most nodes are people or organisations, if some are people and some organisations. */
function kindColumn(nodes: GraphItem[]): string | undefined {
  const columns = new Set(nodes.flatMap(({ columns }) => Object.keys(columns)))
  const counted = [...columns]
    .filter(column => KIND.test(column))
    .map(column => {
      const kinds = nodes.map(node => kindOf(textOf(node, column)))
      const [people, organisations] = (['person', 'organisation'] as const).map(
        kind => kinds.filter(one => one === kind).length,
      )
      return { column, people: people ?? 0, organisations: organisations ?? 0 }
    })
  const [best] = counted
    .filter(({ people, organisations }) => people > 0 && organisations > 0)
    .sort((a, b) => b.people + b.organisations - a.people - a.organisations)
  return best?.column
}

const kindOf = (text: string): NodeKind | undefined =>
  PERSON.test(text) ? 'person' : ORGANISATION.test(text) || typeOf(text) !== 'other' ? 'organisation' : undefined

const typeOf = (text: string): Organisation['type'] =>
  ORGANISATION_TYPES.find(type => type === text.toLowerCase()) ?? classify(text)

const textOf = ({ columns }: GraphItem, column: string): string => [columns[column] ?? []].flat()[0]?.trim() ?? ''

/** The text of the first filled column of this kind. */
const found = (item: GraphItem, pattern: RegExp): string =>
  Object.keys(item.columns)
    .filter(column => pattern.test(column))
    .map(column => textOf(item, column))
    .find(text => text !== '') ?? ''

interface Ends {
  person: string
  organisation: string
}

function endsOf(edge: GraphItem, kinds: ReadonlyMap<string, NodeKind | undefined>): Ends | undefined {
  const [source, target] = [textOf(edge, 'source'), textOf(edge, 'target')]
  if (kinds.get(source) === 'person' && kinds.get(target) === 'organisation')
    return { person: source, organisation: target }
  if (kinds.get(source) === 'organisation' && kinds.get(target) === 'person')
    return { person: target, organisation: source }
  return undefined
}

/** Ids have no spaces; many programs use names as ids. */
const idOf = (text: string) => text.replace(/\s+/g, '-')

function nodeRow(node: GraphItem, column: string, file: string): RawRow {
  const [id, label, kind] = [textOf(node, 'id'), textOf(node, 'label') || textOf(node, 'name'), textOf(node, column)]
  const fields = { id: idOf(id), name: label || id }
  const place = placeOf(node, file)
  if (kindOf(kind) === 'person') return { table: 'people', place, fields }
  const type = typeOf(kind) === 'other' ? typeOf(textOf(node, 'type')) : typeOf(kind)
  // What a team is a part of is unknown here.
  return { table: 'organisations', place, fields: { ...fields, type: type === 'team' ? 'other' : type } }
}

function edgeRows(edge: GraphItem, { person, organisation }: Ends, sources: SourcesMet, file: string): RawRow[] {
  const place = placeOf(edge, file)
  const named = found(edge, SOURCE)
  const fields = {
    person: idOf(person),
    organisation: idOf(organisation),
    role: found(edge, ROLE),
    ...(named !== '' && { source: sources.idOf(/^https?:/i.test(named) ? { url: named } : { title: named }, place) }),
    locator: textOf(edge, 'id') === '' ? undefined : `edge ${textOf(edge, 'id')}`,
  }
  const [start, end] = [dateOf(found(edge, START)), dateOf(found(edge, END))]
  const [afterStart, beforeEnd] = [dateOf(textOf(edge, 'startopen')), dateOf(textOf(edge, 'endopen'))]
  const joined = start || dayAfter(afterStart)
  const left = end || beforeEnd
  const events = [...(joined ? [{ event: 'joined', on: joined }] : []), ...(left ? [{ event: 'left', on: left }] : [])]
  const all = events.length > 0 ? events : [{ event: 'present', on: dateOf(textOf(edge, 'timestamp')) }]
  return all.map(event => ({
    table: 'claims',
    place,
    fields: { ...fields, ...event },
    names: { source: 'sources' },
    rows: 'edges',
  }))
}

/** A time as a date: a number such as 2010.5 is some day in 2010. */
const dateOf = (text: string): string =>
  /^-?inf(inity)?$/i.test(text) ? '' : text.replace(/^(\d{4})\.\d+$/, '$1').replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1')

/** An interval that is open at a day begins after it, on that day or the next. */
const dayAfter = (date: string): string => (/^\d{4}-\d\d-\d\d$/.test(date) ? `${date}/${addDays(date, 1)}` : date)
