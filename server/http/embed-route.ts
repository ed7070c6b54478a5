import { type Request, type Response, Router } from 'express'
import { type Bookmark, latestBookmark, readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Questions } from '../db/cypher-files.ts'
import { findSources } from '../exports/claim-sources.ts'
import type { EmbedRenderer } from '../pages/embed-renderer.ts'
import { type CachedAnswer, createAnswerCache } from '../questions/answer-cache.ts'
import { askInProcess } from '../questions/ask-in-process.ts'
import { baseOf } from './base-url.ts'
import { answerTag, sendUnchanged } from './etag.ts'
import { readOnly } from './methods.ts'
import { reportError } from './request-id.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'
import { isUnavailable, markStale, soon } from './stale-answer.ts'

export interface EmbedOptions {
  driver: Driver
  questions: Questions
  renderEmbed: EmbedRenderer
  /** Memory of the cache of documents in MB; 0 disables it. */
  answersMB: number
  checkRows: boolean
  /** The longest that a document may take. */
  milliseconds: number
}

/**
 * `/embed`: a view as a document for other pages. A document that was sent is sent again while the data have not changed, and while the
 * database does not answer, with the headers `Warning` and `Age`.
 */
export function embed(options: EmbedOptions): Router {
  const router = Router()
  const cache = createAnswerCache(options.answersMB)
  router.get('/', (request, response) => sendEmbed(options, cache, request, response))
  router.all('/', readOnly)
  return router
}

async function sendEmbed(
  options: EmbedOptions,
  cache: ReturnType<typeof createAnswerCache>,
  request: Request,
  response: Response,
): Promise<void> {
  const { driver, milliseconds } = options
  const { search } = new URL(request.originalUrl, 'http://app/')
  const languages = request.acceptsLanguages()
  const tagAt = answerTag('embed', baseOf(request).href, search, languages.slice(0, 4))
  const signal = requestSignal(response, milliseconds)
  const cached = cache?.get(tagAt(''))
  response.vary('Accept-Language')
  if (cached || request.get('if-none-match') !== undefined) {
    const bookmark = await (cached ? soon : unlessAborted)(signal, readBookmark(driver)).catch(error => {
      if (cached && isUnavailable(error)) return null
      throw error
    })
    if (bookmark && cached?.etag === tagAt(bookmark)) cached.currentAt = Date.now()
    if (bookmark && sendUnchanged(request, response, tagAt(bookmark))) return
    if (cached && (bookmark === null || cached.etag === tagAt(bookmark))) return send(cached, bookmark, response)
  }
  const before = latestBookmark(driver)
  const { status, language, html } = await unlessAborted(signal, renderView(options, search, request, signal))
  const after = latestBookmark(driver)
  // A document of answers from before and after a change is sent, but not kept.
  const bookmark = status === 200 && before !== null && before === after ? after : null
  const body = Buffer.from(html)
  const fresh: CachedAnswer = {
    ...{ etag: bookmark && tagAt(bookmark), type: 'html', headers: { 'Content-Language': language } },
    ...{ next: undefined, body, currentAt: Date.now() },
  }
  if (bookmark) cache?.set(tagAt(''), fresh)
  if (cached && status === 503) return send(cached, null, response)
  send(fresh, bookmark, response, status)
}

/** Renders the view with this query, for the reader who asks. */
export const renderView = (
  options: EmbedOptions,
  search: string,
  request: Request,
  signal: AbortSignal,
): ReturnType<EmbedRenderer> => options.renderEmbed(viewRequest(options, search, request, signal))

/** What the renderer needs for the view with this query. Its questions are asked in this process. */
export function viewRequest(
  { driver, questions, checkRows }: Pick<EmbedOptions, 'driver' | 'questions' | 'checkRows'>,
  search: string,
  request: Request,
  signal: AbortSignal,
): Parameters<EmbedRenderer>[0] {
  return {
    ...{ search, languages: request.acceptsLanguages(), base: baseOf(request).href },
    fetchReply: askInProcess({ driver, questions, signal, checkRows }, error => reportError(error, request)),
    async sourcesOf(ids) {
      const { byId, byClaim } = await findSources(driver, { claims: ids, sources: ids }, signal)
      return new Map([...byId, ...byClaim])
    },
  }
}

/** Without a bookmark, a kept document cannot be compared with the data. */
function send(
  { etag, type, headers, body, currentAt }: CachedAnswer,
  bookmark: Bookmark | null,
  response: Response,
  status = 200,
): void {
  response
    .status(status)
    .set(headers)
    .set('Cache-Control', status === 200 ? 'no-cache' : 'no-store')
    .type(type)
  if (etag !== null) response.set('ETag', etag)
  if (bookmark === null && etag !== null) markStale(response, currentAt)
  response.send(body)
}
