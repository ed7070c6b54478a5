import { join } from 'node:path'
import { type Request, type Response, Router } from 'express'
import { namesIn } from '../../picture/answer/evidence.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { closestNames } from '../lib/closest-names.ts'
import { HttpError } from '../lib/http-errors.ts'
import { apiPage, indexPage } from '../pages/overview-page.ts'
import { STYLE_FILES } from '../pages/page-layout.ts'
import type { FieldError } from '../pages/question-form.ts'
import { questionPage } from '../pages/question-page.ts'
import { isPaged, type PageRequest, readCursor, readPage } from '../questions/cursor.ts'
import { drawSvg, pictureContext } from '../questions/draw-answer.ts'
import { EntityError } from '../questions/entity.ts'
import { readParams } from '../questions/read-parameters.ts'
import { PROJECT_ROOT } from '../root/project-root.ts'
import { baseOf } from './base-url.ts'
import { readOnly } from './methods.ts'
import { reportError } from './request-id.ts'
import { languageOf } from './request-language.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

/** Default rows per page. */
const PAGE_ROWS = 100
/** Widths of the pictures on a page. */
const [WIDE, NARROW] = [1080, 360]

/** `/q` lists the questions, `/q/<question>` has a form and the answer, and `/api` explains the API. The pages work without scripts. */
export function pages(
  driver: Driver,
  questions: Questions,
  { milliseconds, ...options }: { hasConsole: boolean; checkRows: boolean; milliseconds: number },
): Router {
  const router = Router()
  for (const [file, folder] of Object.entries(STYLE_FILES))
    router.get(`/${file}`, (_request, response) => response.sendFile(file, { root: join(PROJECT_ROOT, folder) }))
  router.get('/q', (request, response) => send(request, response, indexPage(questions, languageOf(request))))
  router.get('/api', (request, response) =>
    send(request, response, apiPage(questions, baseOf(request), languageOf(request))),
  )
  router.get('/q/:name', async (request, response) => {
    const { name } = request.params
    const question = questions.get(name) ?? unknownQuestion(name, [...questions.keys()])
    response.locals.question = question.name
    await page({ driver, question, milliseconds, ...options }, request, response)
  })
  router.all([...Object.keys(STYLE_FILES).map(file => `/${file}`), '/q', '/api', '/q/:name'], readOnly)
  return router
}

function unknownQuestion(name: string, known: string[]): never {
  const near = closestNames(name.slice(0, 80), known, 3).map(each => `/q/${each}`)
  throw new HttpError(404, 'unknown-question', 'There is no such question. /q lists all questions.', { near })
}

async function page(
  {
    driver,
    question,
    hasConsole,
    checkRows,
    milliseconds,
  }: { hasConsole: boolean; milliseconds: number } & Omit<PageRequest, 'params' | 'cursor'>,
  request: Request,
  response: Response,
): Promise<void> {
  const { lang: _, cursor, ...given } = request.query as Record<string, string>
  const isExample = Object.keys(given).length === 0
  const query = formValues(question, isExample ? (question.example as Record<string, unknown>) : given)
  const base = {
    question,
    language: languageOf(request),
    query,
    shared: withoutPageSize(question, query),
    isExample,
    hasConsole,
    url: address(request, question, query),
  }
  const signal = requestSignal(response, milliseconds)
  try {
    const params = readParams(question, query)
    const answer = await unlessAborted(
      signal,
      readPage({
        ...{ driver, question, params, signal, checkRows },
        cursor: readCursor(question, params, cursor),
      }),
    )
    const context = await unlessAborted(signal, pictureContext(driver, question, answer, signal))
    const names = new Map([...namesIn(answer.rows), ...context.names])
    const draw = (width: number) =>
      drawSvg(question, answer, { theme: 'auto', language: base.language, width, ...context })
    const pictures = { wide: draw(WIDE), narrow: draw(NARROW) }
    send(
      request,
      response,
      questionPage({ ...base, fieldErrors: [], failure: null, answer: { ...answer, pictures, names } }),
    )
  } catch (error) {
    if (response.destroyed) return
    const { status, message } = reportError(error, request)
    const fieldErrors = fieldErrorsOf(error)
    const failure = fieldErrors.length > 0 ? null : message
    response.status(status)
    send(request, response, questionPage({ ...base, fieldErrors, failure, answer: null }))
  }
}

/** The form's values as text, without empty optional ones, and with a default page size if the question has pages. */
function formValues(question: Question, given: Record<string, unknown>): Record<string, string> {
  const filled = Object.entries(given).filter(([name, value]) => value !== '' || isRequired(question, name))
  const query = Object.fromEntries(filled.map(([name, value]) => [name, String(value)]))
  return hasPageSize(question) && !query.limit ? { ...query, limit: String(PAGE_ROWS) } : query
}

/** Whether the page shows fewer rows at a time than the API. */
const hasPageSize = (question: Question): boolean =>
  isPaged(question) && Number(question.params.shape.limit?.safeParse(undefined).data) > PAGE_ROWS

/** The map shows all rows at once. */
function withoutPageSize(question: Question, { limit, ...query }: Record<string, string>): Record<string, string> {
  const isUsual = limit === undefined || (hasPageSize(question) && limit === String(PAGE_ROWS))
  return isUsual ? query : { ...query, limit }
}

const isRequired = ({ params }: Question, name: string) => params.shape[name]?.safeParse(undefined).success === false

function fieldErrorsOf(error: unknown): FieldError[] {
  if (error instanceof EntityError) {
    const { parameter, text, reason, candidates } = error
    return [{ parameter, message: reason, text, candidates }]
  }
  if (error instanceof HttpError && error.code === 'bad-parameter') return error.details as FieldError[]
  return []
}

const address = (request: Request, question: Question, query: Record<string, string>): URL =>
  new URL(`/api/queries/${question.name}?${new URLSearchParams(query)}`, baseOf(request))

function send(_request: Request, response: Response, page: string): void {
  response.set('Cache-Control', 'no-cache').vary('Accept-Language').type('html').send(page)
}
