import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { CatalogueEntry } from '../../cypher/wire.ts'
import { drawsNetwork } from '../../picture/network/read-reply.ts'
import { readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { closestNames } from '../lib/closest-names.ts'
import { HttpError } from '../lib/http-errors.ts'
import { type CachedAnswer, createAnswerCache } from '../questions/answer-cache.ts'
import { MAX_ROWS } from '../questions/ask.ts'
import { feedOf, hasFeed } from '../questions/changes-feed.ts'
import { readCursor } from '../questions/cursor.ts'
import { badParameters, readParams } from '../questions/read-parameters.ts'
import { BODIES } from './answer-bodies.ts'
import { type Format, isGraphFormat, readSettings, SUFFIXES, settingsOf } from './answer-settings.ts'
import { streamCsv, streamLines } from './answer-stream.ts'
import { answerTag, sendUnchanged } from './etag.ts'
import { readOnly } from './methods.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'
import { isUnavailable, markStale, soon } from './stale-answer.ts'

/** The formats that a client can accept; the others need the suffix or `format`, because browsers accept images before JSON. */
const ACCEPTED: Record<string, Format> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
}

/**
 * `GET /api/queries`, `GET /api/queries/<name>`, and the same as a file or a picture, by a suffix such as `.csv`, by `format=csv` or by
 * Accept.
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
    const asked = questions.get(name) ?? unknownQuestion(name, [...questions.keys()])
    response.locals.question = name
    response.vary('Accept')
    const format = suffix ?? formatIn(request) ?? accepted(request)
    if (isGraphFormat(format) && !drawsNetwork(asked)) throw noNetwork(name, format)
    if (format === 'atom' && !hasFeed(asked)) throw noFeed(name)
    const question = format === 'atom' ? await feedOf(asked) : asked
    const { settings, query: given } = readSettings(request, question, format)
    if ('lang' in settingsOf(format).shape) response.vary('Accept-Language')
    const { cursor: text, ...query } = given
    const params = readParams(question, query)
    const cursor = readCursor(question, params, text)
    const tagAt = answerTag(name, question.cypher, format, params, cursor, settings, question.picture)
    const signal = requestSignal(response, milliseconds)
    const around = questions.get('around')
    const answerRequest = { driver, question, params, cursor, signal, checkRows, settings, given: query, around }
    if (format === 'ndjson') return streamLines(answerRequest, request, response)
    if (format === 'csv' && Number(params.limit) > MAX_ROWS) return streamCsv(answerRequest, request, response)
    const cached = cache?.get(tagAt(''))
    try {
      if (cached || request.get('if-none-match') !== undefined) {
        const bookmark = await (cached ? soon : unlessAborted)(signal, readBookmark(driver))
        if (bookmark && cached?.etag === tagAt(bookmark)) cached.currentAt = Date.now()
        if (bookmark && sendUnchanged(request, response, tagAt(bookmark))) return
        if (bookmark && cached?.etag === tagAt(bookmark)) return sendAnswer(cached, request, response)
      }
      const { bookmark, ...answer } = await unlessAborted(signal, BODIES[format](answerRequest))
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

/** Sends an answer with its ETag and a link to the next page. `response.send` would compute an ETag from the whole body. */
function sendAnswer({ etag, type, headers, next, body }: CachedAnswer, request: Request, response: Response): void {
  response.set(headers).type(type).set('Content-Length', String(body.length))
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache')
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

function accepted(request: Request): Format {
  const type = request.accepts(Object.keys(ACCEPTED))
  const format = type && ACCEPTED[type]
  if (format) return format
  throw notAcceptable(
    'Answers are available as application/json, text/csv and application/x-ndjson. Accept one of these, or append .json to the name.',
  )
}

/** @throws {HttpError} 400 if there is no such format */
function formatIn({ query: { format } }: Request): Format | undefined {
  if (format === undefined || format === '') return undefined
  const known = SUFFIXES.find(suffix => suffix === format)
  if (!known) throw badParameters([{ parameter: 'format', message: `is not one of ${SUFFIXES.join(', ')}` }])
  return known
}

const noNetwork = (name: string, format: Format) =>
  notAcceptable(`The answer of ${name} is no network, so there is no .${format} of it. Ask for .csv or .json.`)

const noFeed = (name: string) =>
  notAcceptable(`The answer of ${name} is no list of changes, so there is no .atom of it. changes-between has one.`)

const notAcceptable = (message: string) => new HttpError(406, 'not-acceptable', message)

function splitName(text: string): { name: string; suffix?: Format } {
  const suffix = SUFFIXES.toSorted((a, b) => b.length - a.length).find(each => text.endsWith(`.${each}`))
  return suffix ? { name: text.slice(0, -suffix.length - 1), suffix } : { name: text }
}

function unknownQuestion(name: string, known: string[]): never {
  const shown = name.slice(0, 80)
  const near = closestNames(shown, known, 3)
  const message = `There is no question "${shown}". Closest: ${near.join(', ')}. GET /api/queries lists all.`
  throw new HttpError(404, 'unknown-question', message, { near })
}
