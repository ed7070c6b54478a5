import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Bookmark } from '../db/bookmark.ts'

/**
 * The ETag of an answer is derived from the bookmark, the request and the date, so that a match needs only one short trip to the
 * database. It is weak, because the same answer can be compressed or not. It contains the date, because some questions
 * depend on the current day.
 */
export const answerTag =
  (...request: unknown[]) =>
  (bookmark: Bookmark): string =>
    tag(JSON.stringify([bookmark, new Date().toISOString().slice(0, 10), request]))

/** The ETag of a text that does not change while this process runs. */
export const tag = (text: string): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** Sends 304 if the client's copy is current. Returns whether it did. Headers that are set already are kept. */
export function sendUnchanged(request: Request, response: Response, etag: string): boolean {
  const tags = (request.get('if-none-match') ?? '').split(',').map(each => each.trim().replace(/^W\//, ''))
  if (!tags.includes('*') && !tags.includes(etag.replace(/^W\//, ''))) return false
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache')
  response.status(304).set('ETag', etag).end()
  return true
}
