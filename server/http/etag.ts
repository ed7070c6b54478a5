import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Bookmark } from '../db/bookmark.ts'

/**
 * The tag of an answer follows from where the data stand and from what was asked, so that a reader who has it is told
 * so after one short trip to the database. It is weak, for the same answer may be compressed or not. The day is in it,
 * for a question may look at the calendar.
 */
export const answerTag =
  (...asked: unknown[]) =>
  (bookmark: Bookmark): string =>
    tag(JSON.stringify([bookmark, new Date().toISOString().slice(0, 10), asked]))

/** The tag of a text that never changes while this process lives. */
export const tag = (text: string): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** Answers 304 where the reader's copy still holds, and says whether it did. */
export function sendUnchanged(request: Request, response: Response, etag: string): boolean {
  const held = (request.get('if-none-match') ?? '').split(',').map(each => each.trim().replace(/^W\//, ''))
  if (!held.includes('*') && !held.includes(etag.replace(/^W\//, ''))) return false
  response.status(304).set({ ETag: etag, 'Cache-Control': 'no-cache' }).end()
  return true
}
