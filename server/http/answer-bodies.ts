import { readDate } from '../../cypher/dates/grammar.ts'
import type { Reply } from '../../cypher/wire.ts'
import type { Source } from '../../picture/answer/evidence.ts'
import { citedSources, namesIn } from '../../picture/answer/evidence.ts'
import type { Answer } from '../../picture/network/answer.ts'
import { mergeNetworks } from '../../picture/network/network.ts'
import { drawsNetwork, readReply } from '../../picture/network/read-reply.ts'
import { type Bookmark, readAll } from '../db/bookmark.ts'
import { type Question, readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'
import { toCsv } from '../exports/answer-csv.ts'
import { atomFeed } from '../exports/atom.ts'
import { citationText } from '../exports/citation.ts'
import { type RowsByEdge, readRowsByEdge } from '../exports/claim-rows.ts'
import { type ClaimSources, readClaimSources } from '../exports/claim-sources.ts'
import { gexf } from '../exports/gexf.ts'
import { EdgeRowSchema, type GraphTable, graphTable, NodeRowSchema } from '../exports/graph-table.ts'
import { graphml } from '../exports/graphml.ts'
import { claimList } from '../pages/cell-html.ts'
import type { CachedAnswer } from '../questions/answer-cache.ts'
import { ask } from '../questions/ask.ts'
import type { FeedRow } from '../questions/changes-feed.ts'
import { type PageRequest, readPage } from '../questions/cursor.ts'
import { drawSvg, pictureContext, toPng } from '../questions/draw-answer.ts'
import type { AnswerSettings, Format } from './answer-settings.ts'

export type Body = Omit<CachedAnswer, 'etag' | 'currentAt'> & { bookmark: Bookmark | null }

/** A request for an answer in one piece. */
export interface BodyRequest extends PageRequest {
  settings: AnswerSettings
  /** The parameters as the URL gives them. */
  given: Readonly<Record<string, unknown>>
  /** The question about the neighbourhood of a node. */
  around: Question | undefined
}

/** Each format that is sent in one piece. */
export const BODIES: Record<Exclude<Format, 'ndjson'>, (request: BodyRequest) => Promise<Body>> = {
  json,
  csv,
  svg: async request => {
    const { text, ...body } = await drawn(request)
    return { ...body, type: 'image/svg+xml', body: Buffer.from(text) }
  },
  png: async request => {
    const { text, ...body } = await drawn(request)
    return { ...body, type: 'image/png', body: await toPng(text, request.settings.scale) }
  },
  'nodes.csv': async request => {
    const { table, ...body } = await graphOf(request)
    return { ...body, ...csvFile(request, 'nodes.csv', toCsv(NodeRowSchema, table.nodes), body.headers) }
  },
  'edges.csv': async request => {
    const { table, ...body } = await graphOf(request)
    return { ...body, ...csvFile(request, 'edges.csv', toCsv(EdgeRowSchema, table.edges), body.headers) }
  },
  gexf: request => graphFile(request, 'gexf', gexf, 'application/gexf+xml'),
  graphml: request => graphFile(request, 'graphml', graphml, 'application/graphml+xml'),
  atom: async request => {
    const { driver, question, params, signal, checkRows = false, settings, given } = request
    const { rows, bookmark, ...answer } = await ask(driver, question, params, { signal, checkRows })
    const { names } = await pictureContext(driver, question, { ...answer, rows }, signal)
    const known = new Map([...namesIn(rows), ...names])
    const about = [answer.params.node, answer.params.person, answer.params.organisation].filter(id => id !== null)
    const self = new URL(`/api/queries/${question.name}.atom`, settings.base)
    for (const [name, value] of Object.entries(given)) if (value !== '') self.searchParams.set(name, String(value))
    self.searchParams.set('lang', settings.language)
    self.searchParams.sort()
    const { records } = await readAll(driver, await readCypher('lookup/feed-state'), {}, signal)
    const { origin, changed } = toWire(records[0]?.toObject()) as { origin: string | null; changed: number | null }
    const text = atomFeed({
      ...{ language: settings.language, base: new URL(settings.base), self, origin, changed },
      rows: rows as FeedRow[],
      about: about.map(id => known.get(String(id)) ?? String(id)),
      content: ({ claims }) => claimList(claims, settings.language).text,
    })
    return { bookmark, type: 'application/atom+xml', headers: {}, next: undefined, body: Buffer.from(text) }
  },
  'citation.txt': async request => {
    const { answer, bookmark } = await readWhole(request)
    const text = await citation(request, answer)
    return { bookmark, type: 'text/plain', headers: {}, next: undefined, body: Buffer.from(text) }
  },
}

async function json(request: BodyRequest): Promise<Body> {
  const { lines, rows: _, bookmark, ...page } = await readPage(request)
  const { question } = request
  const head = { query: question.name, cypher: question.cypher, ...page } satisfies Omit<Reply, 'rows'>
  const body = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[${lines.join(',')}]}`)
  return { bookmark, type: 'json', headers: {}, next: page.next, body }
}

async function csv(request: BodyRequest): Promise<Body> {
  const { bookmark, next, ...answer } = await readPage(request)
  const text = toCsv(request.question.row, answer.rows)
  return { bookmark, next, ...csvFile(request, 'csv', text, truncation(answer)) }
}

const csvFile = ({ question, settings }: BodyRequest, suffix: string, text: string, headers: Body['headers']) => ({
  type: 'text/csv',
  headers: { ...attachment(question, suffix), ...headers },
  body: Buffer.from(settings.withBom ? `\ufeff${text}` : text),
})

export const attachment = ({ name }: Question, suffix: string) => ({
  'Content-Disposition': `attachment; filename="${name}.${suffix}"`,
})

export const truncation = ({ truncated, rows, total }: Pick<Reply, 'truncated' | 'rows' | 'total'>): Body['headers'] =>
  truncated ? { 'X-Truncated': `${rows.length} of ${total ?? 'more'}` } : {}

async function drawn(request: BodyRequest) {
  const { driver, question, signal, settings } = request
  const { answer, neighbourhoods, bookmark } = await readWhole(request)
  const context = await pictureContext(driver, question, answer, signal)
  const text = drawSvg(question, answer, { ...settings, ...context, neighbourhoods })
  return { bookmark, next: answer.next, headers: {}, text }
}

/** The answer with those about the neighbourhoods of expanded nodes. Their state is known if it is the same for all. */
async function readWhole(request: BodyRequest) {
  const { driver, signal, settings, around, checkRows = false } = request
  const { bookmark, ...answer } = await readPage(request)
  const bookmarks = [bookmark]
  const neighbourhoods: Answer[] = []
  for (const node of around ? settings.expand : []) {
    if (!around) break
    const {
      rows,
      params,
      bookmark: after,
    } = await ask(driver, around, around.params.parse({ node }), {
      ...{ signal, checkRows },
    })
    bookmarks.push(after)
    neighbourhoods.push({ query: around.name, params, rows })
  }
  return { answer, neighbourhoods, bookmark: bookmarks.every(each => each === bookmark) ? bookmark : null }
}

type Whole = Awaited<ReturnType<typeof readWhole>>

async function graphOf(request: BodyRequest) {
  const { driver, question, signal, settings } = request
  const { answer, neighbourhoods, bookmark } = await readWhole(request)
  const network = networkOf(question, answer, neighbourhoods)
  const sources = await readClaimSources(driver, network, signal)
  const at = settings.at === null ? null : readDate(settings.at)
  const table = graphTable(network, sources, { at, hideAbsent: settings.hideAbsent })
  return { bookmark, next: answer.next, headers: truncation(answer), table, answer, sources }
}

const networkOf = (question: Question, { params, rows }: Whole['answer'], neighbourhoods: Answer[]) =>
  mergeNetworks([{ query: question.name, params, rows }, ...neighbourhoods].map(readReply))

async function graphFile(
  request: BodyRequest,
  suffix: string,
  write: (table: GraphTable, description: string, rows: RowsByEdge) => Iterable<string>,
  type: string,
): Promise<Body> {
  const { bookmark, next, headers, table, answer, sources } = await graphOf(request)
  const rows = await readRowsByEdge(request.driver, table, request.signal)
  const texts = write(table, (await citation(request, answer, sources)).trimEnd().replaceAll('\n', ' · '), rows)
  const body = Buffer.concat(Array.from(texts, text => Buffer.from(text)))
  return { bookmark, next, type, headers: { ...attachment(request.question, suffix), ...headers }, body }
}

const dataDate = readCypher('lookup/data-date')

async function citation(request: BodyRequest, answer: Whole['answer'], known?: ClaimSources): Promise<string> {
  const { driver, question, signal, settings } = request
  const { language, at } = settings
  const cited = citedSources(answer.rows) as unknown as Source[]
  const isByIds = cited.length === 0 && drawsNetwork(question)
  const sources = isByIds
    ? (known ?? (await readClaimSources(driver, networkOf(question, answer, []), signal))).all
    : cited
  const { names } = await pictureContext(driver, question, answer, signal)
  const { records } = await readAll(driver, await dataDate, {}, signal)
  return citationText({
    ...{ question, answer, language, at, sources },
    names: new Map([...namesIn(answer.rows), ...names]),
    loaded: records[0]?.get('day') ?? null,
    today: new Date().toISOString().slice(0, 10),
    address: mapAddress(request, answer.params),
  })
}

/** The page that shows the answer. */
function mapAddress({ question, given, settings }: BodyRequest, params: Record<string, unknown>): URL {
  const { base, at, hideAbsent, expand, language } = settings
  const url = new URL('/', base)
  url.searchParams.set('q', question.name)
  for (const [name, value] of Object.entries(given)) {
    // An id in place of a name, because another person may get the same name.
    const id = question.entities?.[name] && params[name]
    if (value !== '') url.searchParams.set(name, String(typeof id === 'string' ? id : value))
  }
  for (const id of expand) url.searchParams.append('expand', id)
  if (at !== null) url.searchParams.set('at', at)
  if (at !== null && hideAbsent) url.searchParams.set('absent', 'hide')
  if (language !== 'en') url.searchParams.set('lang', language)
  return url
}
