import { type Request, type Response, Router } from 'express'
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { CatalogueEntry, Line, Reply } from '../../cypher/wire.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/files.ts'
import { HttpError, refusalOf } from '../errors.ts'
import { toCsv } from './csv.ts'
import { type Cursor, openPage, readCursor, readPage } from './cursor.ts'
import { answerTag, answerUnchanged } from './etag.ts'
import { goneSignal } from './gone.ts'
import { sendLines } from './ndjson.ts'
import { readParams } from './params.ts'

/** What is asked, in full. */
interface Asking {
  driver: Driver
  question: Question
  params: Record<string, unknown>
  cursor: Cursor | null
  /** Fires when nobody waits any more. */
  signal: AbortSignal
  tagAt: (version: string) => string
}

const FORMS = { json, csv, ndjson }
export type Form = keyof typeof FORMS
const TYPES: Record<string, Form> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
}

/** `GET /api/queries`, `GET /api/queries/<name>` and the same with `.json`, `.csv` or `.ndjson`, or by Accept. */
export function queries(driver: Driver, questions: Questions): Router {
  const router = Router()
  const catalogue = [...questions.values()].map(entry)

  router.get('/', (request, response) => {
    if (!request.accepts('json')) throw notAcceptable('The catalogue comes as application/json.')
    response.json({ queries: catalogue })
  })

  router.get('/:name', async (request, response) => {
    const { name, suffix } = splitName(request.params.name)
    const question = questions.get(name) ?? unknownQuestion(name, [...questions.keys()])
    response.locals.question = name
    response.vary('Accept')
    const form = suffix ?? formOf(request)
    const { cursor: text, ...query } = request.query
    const params = readParams(question, query)
    const cursor = readCursor(question, params, text)
    const tagAt = answerTag(name, question.cypher, form, params, cursor)
    if (await answerUnchanged(driver, request, response, tagAt)) return
    const signal = goneSignal(response)
    await FORMS[form]({ driver, question, params, cursor, signal, tagAt }, request, response)
  })

  return router
}

async function json(asking: Asking, request: Request, response: Response): Promise<void> {
  const { driver, question, params, cursor, signal } = asking
  const { lines, rows: _, version, ...page } = await readPage(driver, question, params, cursor, signal)
  const head = { query: question.name, cypher: question.cypher, ...page } satisfies Omit<Reply, 'rows'>
  tell(asking, request, response, version, page.next)
  send(response.type('json'), `${JSON.stringify(head).slice(0, -1)},"rows":[${lines.join(',')}]}`)
}

async function csv(asking: Asking, request: Request, response: Response): Promise<void> {
  const { driver, question, params, cursor, signal } = asking
  const page = await readPage(driver, question, params, cursor, signal)
  tell(asking, request, response, page.version, page.next)
  if (page.truncated) response.set('X-Truncated', `${page.rows.length} of ${page.total ?? 'more'}`)
  send(response.type('text/csv').attachment(`${question.name}.csv`), toCsv(question.row, page.rows))
}

/** Its tag would be known only when all is sent, so it has none. */
async function ndjson(asking: Asking, request: Request, response: Response): Promise<void> {
  const { driver, question, params, cursor, signal } = asking
  const { rows, ...page } = await openPage(driver, question, params, cursor, signal)
  response.set('Cache-Control', 'no-store')
  await sendLines(response, lines(), error => {
    const { status, code, message } = refusalOf(error)
    if (status >= 500) request.log.error({ err: error }, code)
    return { error: { code, message } }
  })

  async function* lines(): AsyncGenerator<string> {
    yield JSON.stringify({ head: { query: question.name, cypher: question.cypher, ...page } } satisfies Line)
    for (let count = 0; ; count++) {
      const { done, value } = await rows.next()
      if (!done) {
        yield `{"row":${value[1]}}`
        continue
      }
      const { truncated, total, next } = value
      return yield JSON.stringify({ summary: { rows: count, truncated, total, next } } satisfies Line)
    }
  }
}

/** The tag, and where the next page is. */
function tell({ tagAt }: Asking, request: Request, response: Response, version: string | null, next?: string): void {
  response.set('Cache-Control', 'no-cache')
  if (version) response.set('ETag', tagAt(version))
  if (!next) return
  const query = new URLSearchParams(request.query as Record<string, string>)
  query.set('cursor', next)
  response.set('Link', `<?${query}>; rel="next"`)
}

/** `response.send` would digest the whole body for a tag of its own. Text goes out in one piece with its head. */
function send(response: Response, text: string): void {
  response.set('Content-Length', String(Buffer.byteLength(text))).end(text)
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

function formOf(request: Request): Form {
  const type = request.accepts(Object.keys(TYPES))
  const form = type && TYPES[type]
  if (form) return form
  throw notAcceptable('Answers come as application/json, text/csv or application/x-ndjson. Ask for one, or add .json.')
}

const notAcceptable = (message: string) => new HttpError(406, 'not-acceptable', message)

function splitName(text: string): { name: string; suffix?: Form } {
  const match = /^(.+)\.(json|csv|ndjson)$/.exec(text)
  return match ? { name: match[1] ?? '', suffix: match[2] as Form } : { name: text }
}

function unknownQuestion(name: string, known: string[]): never {
  const shown = name.slice(0, 80)
  const near = known.toSorted((a, b) => distance(a, shown) - distance(b, shown)).slice(0, 3)
  const message = `There is no question "${shown}". Near names: ${near.join(', ')}. All of them: /api/queries`
  throw new HttpError(404, 'unknown-question', message, { near })
}
