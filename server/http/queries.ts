import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { CatalogueEntry, Line, Reply } from '../../cypher/wire.ts'
import { WIDTH } from '../../picture/draw.ts'
import { type Bookmark, readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { closestNames } from '../lib/closest-names.ts'
import { HttpError, toHttpError } from '../lib/http-errors.ts'
import { type CachedAnswer, createAnswerCache } from '../questions/answer-cache.ts'
import { openPage, type PageRequest, readCursor, readPage } from '../questions/cursor.ts'
import { drawSvg, pictureContext, toPng } from '../questions/draw-answer.ts'
import { readParams } from '../questions/read-parameters.ts'
import { toCsv } from './answer-csv.ts'
import { type PictureSettings, readPictureParams } from './answer-picture.ts'
import { answerTag, sendUnchanged } from './etag.ts'
import { readOnly } from './methods.ts'
import { SLOW_CONSUMER_MS, sendLines } from './ndjson.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'
import { isUnavailable, markStale, soon } from './stale-answer.ts'

/** The formats that are sent in one piece. */
const BODIES = { json, csv, svg, png }
export type Format = keyof typeof BODIES | 'ndjson'
const FORMATS: Record<string, Format> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
}

/**
 * `GET /api/queries`, `GET /api/queries/<name>` and the same with `.json`, `.csv` or `.ndjson`, or by Accept. Pictures need `.svg` or
 * `.png`: some browsers prefer pictures when they open a page.
 */
export function queries(
  driver: Driver,
  questions: Questions,
  { answersMB, checkRows, milliseconds }: { answersMB: number; checkRows: boolean; milliseconds: number },
): Router {
  const router = Router()
  const cache = createAnswerCache(answersMB)
  const catalogue = [...questions.values()].map(entry)

  router.get('/', (request, response) => {
    if (!request.accepts('json')) throw notAcceptable('The catalogue is available as application/json only.')
    response.json({ queries: catalogue })
  })

  router.get('/:name', async (request, response) => {
    const { name, suffix } = splitName(request.params.name)
    const question = questions.get(name) ?? unknownQuestion(name, [...questions.keys()])
    response.locals.question = name
    response.vary('Accept')
    const format = suffix ?? formatOf(request)
    const isPicture = format === 'svg' || format === 'png'
    const { settings, query: given } = isPicture ? readPictureParams(request) : { settings: null, query: request.query }
    if (isPicture) response.vary('Accept-Language')
    const { cursor: text, ...query } = given
    const params = readParams(question, query)
    const cursor = readCursor(question, params, text)
    const tagAt = answerTag(name, question.cypher, format, params, cursor, settings, isPicture && question.picture)
    const signal = requestSignal(response, milliseconds)
    const pageRequest = { driver, question, params, cursor, signal, checkRows }
    if (format === 'ndjson') return sendRows(pageRequest, request, response)
    const cached = cache?.get(tagAt(''))
    try {
      if (cached || request.get('if-none-match') !== undefined) {
        const bookmark = await (cached ? soon : unlessAborted)(signal, readBookmark(driver))
        if (bookmark && cached?.etag === tagAt(bookmark)) cached.currentAt = Date.now()
        if (bookmark && sendUnchanged(request, response, tagAt(bookmark))) return
        if (bookmark && cached?.etag === tagAt(bookmark)) return sendAnswer(cached, request, response)
      }
      const { bookmark, ...answer } = await unlessAborted(
        signal,
        BODIES[format](pageRequest, settings ?? PICTURE_DEFAULTS),
      )
      const fresh = { ...answer, etag: bookmark && tagAt(bookmark), currentAt: Date.now() }
      if (bookmark) cache?.set(tagAt(''), fresh)
      sendAnswer(fresh, request, response)
    } catch (error) {
      if (!cached || !isUnavailable(error)) throw error
      sendStale(cached, request, response)
    }
  })

  router.all(['/', '/:name'], readOnly)
  return router
}

type Body = Omit<CachedAnswer, 'etag' | 'currentAt'> & { bookmark: Bookmark | null }

async function json(pageRequest: PageRequest): Promise<Body> {
  const { lines, rows: _, bookmark, ...page } = await readPage(pageRequest)
  const { question } = pageRequest
  const head = { query: question.name, cypher: question.cypher, ...page } satisfies Omit<Reply, 'rows'>
  const body = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[${lines.join(',')}]}`)
  return { bookmark, type: 'json', headers: {}, next: page.next, body }
}

async function csv(pageRequest: PageRequest): Promise<Body> {
  const { bookmark, rows, truncated, total, next } = await readPage(pageRequest)
  const { question } = pageRequest
  const headers: Record<string, string> = {
    'Content-Disposition': `attachment; filename="${question.name}.csv"`,
    ...(truncated ? { 'X-Truncated': `${rows.length} of ${total ?? 'more'}` } : {}),
  }
  return { bookmark, type: 'text/csv', headers, next, body: Buffer.from(toCsv(question.row, rows)) }
}

async function svg(pageRequest: PageRequest, settings: PictureSettings): Promise<Body> {
  const { text, ...answer } = await drawn(pageRequest, settings)
  return { ...answer, type: 'image/svg+xml', body: Buffer.from(text) }
}

async function png(pageRequest: PageRequest, settings: PictureSettings): Promise<Body> {
  const { text, ...answer } = await drawn(pageRequest, settings)
  return { ...answer, type: 'image/png', body: await toPng(text) }
}

async function drawn(pageRequest: PageRequest, settings: PictureSettings) {
  const { bookmark, next, params, rows, total } = await readPage(pageRequest)
  const { driver, question, signal } = pageRequest
  const answer = { params, rows, total }
  const context = await pictureContext(driver, question, answer, signal)
  return { bookmark, next, headers: {}, text: drawSvg(question, answer, { ...settings, ...context }) }
}

const PICTURE_DEFAULTS: PictureSettings = { theme: 'light', width: WIDTH.usual, language: 'en' }

/** NDJSON has no ETag, because the bookmark is known only at the end. */
async function sendRows(
  pageRequest: PageRequest & { signal: AbortSignal },
  request: Request,
  response: Response,
): Promise<void> {
  const { question, signal } = pageRequest
  const { rows, ...page } = await unlessAborted(signal, openPage(pageRequest))
  await sendLines(request, response, texts(), { signal, patience: () => SLOW_CONSUMER_MS, toHttpError })

  async function* texts(): AsyncGenerator<string> {
    try {
      yield lineText({ type: 'head', query: question.name, cypher: question.cypher, ...page })
      for (let count = 0; ; count++) {
        const { done, value } = await rows.next()
        if (!done) {
          yield `{"type":"row","row":${value[1]}}\n`
          continue
        }
        const { truncated, total, next } = value
        return yield lineText({ type: 'summary', rows: count, truncated, total, next })
      }
    } finally {
      await rows.return({ truncated: false, bookmark: null })
    }
  }
}

const lineText = (line: Line): string => `${JSON.stringify(line)}\n`

/** Sends an answer with its ETag and a link to the next page. `response.send` would compute an ETag from the whole body. */
function sendAnswer({ etag, type, headers, next, body }: CachedAnswer, request: Request, response: Response): void {
  response.set('Cache-Control', 'no-cache').set(headers).type(type).set('Content-Length', String(body.length))
  if (etag !== null) response.set('ETag', etag)
  if (next) {
    const query = new URLSearchParams(request.query as Record<string, string>)
    query.set('cursor', next)
    response.set('Link', `<?${query}>; rel="next"`)
  }
  response.end(body)
}

/** Sends a cached answer although its data cannot be compared with the database. */
function sendStale(cached: CachedAnswer, request: Request, response: Response): void {
  markStale(response, cached.currentAt)
  if (cached.etag === null || !sendUnchanged(request, response, cached.etag)) sendAnswer(cached, request, response)
}

const entry = ({ name, title, question, params, row, cypher, example }: Question): CatalogueEntry => ({
  name,
  title,
  question,
  params: z.toJSONSchema(params, { io: 'input' }),
  row: z.toJSONSchema(row, { io: 'input' }),
  cypher,
  example,
})

function formatOf(request: Request): Format {
  const type = request.accepts(Object.keys(FORMATS))
  const format = type && FORMATS[type]
  if (format) return format
  throw notAcceptable(
    'Answers are available as application/json, text/csv and application/x-ndjson. Accept one of these, or append .json to the name.',
  )
}

const notAcceptable = (message: string) => new HttpError(406, 'not-acceptable', message)

function splitName(text: string): { name: string; suffix?: Format } {
  const match = /^(.+)\.(json|csv|ndjson|svg|png)$/.exec(text)
  return match ? { name: match[1] ?? '', suffix: match[2] as Format } : { name: text }
}

function unknownQuestion(name: string, known: string[]): never {
  const shown = name.slice(0, 80)
  const near = closestNames(shown, known, 3)
  const message = `There is no question "${shown}". Closest: ${near.join(', ')}. GET /api/queries lists all.`
  throw new HttpError(404, 'unknown-question', message, { near })
}
