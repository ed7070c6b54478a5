import { type Request, type Response, Router } from 'express'
import { zipSync } from 'fflate'
import { HttpError } from '../lib/http-errors.ts'
import type { PinnedRenderer, PinnedView } from '../pages/pinned-renderer.ts'
import { toPng } from '../questions/draw-answer.ts'
import { type EmbedOptions, viewRequest } from './embed-route.ts'
import { readOnly } from './methods.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

const SUFFIXES = ['html', 'svg', 'png', 'txt', 'json', 'zip'] as const
type Suffix = (typeof SUFFIXES)[number]

export type PinnedOptions = Omit<EmbedOptions, 'renderEmbed' | 'answersMB'> & { renderPinned: PinnedRenderer }

/** `/pinned.html`, `.svg`, `.png`, `.txt`, `.json`: a view as it is now, as a file that needs no server; `.zip`: all but the page. */
export function pinned(options: PinnedOptions): Router {
  const router = Router()
  for (const suffix of SUFFIXES) {
    router.get(`/pinned.${suffix}`, (request, response) => sendPinned(options, suffix, request, response))
    router.all(`/pinned.${suffix}`, readOnly)
  }
  return router
}

async function sendPinned(options: PinnedOptions, suffix: Suffix, request: Request, response: Response): Promise<void> {
  const signal = requestSignal(response, options.milliseconds)
  const { search } = new URL(request.originalUrl, 'http://app/')
  const today = new Date().toISOString().slice(0, 10)
  const view = await unlessAborted(
    signal,
    options.renderPinned({ ...viewRequest(options, search, request, signal), today }),
  )
  if (view.status !== 200)
    throw view.status < 500
      ? new HttpError(404, 'no-view', 'There is nothing to publish at this address.')
      : new HttpError(503, 'database-unavailable', 'The database does not answer.')
  const picture = () => {
    if (view.svg === null) throw new HttpError(404, 'no-picture', 'This view is a table and has no picture.')
    return view.svg
  }
  response.vary('Accept-Language').set({ 'Content-Language': view.language, 'Cache-Control': 'no-store' })
  // A preview in our own page needs no rights of that page.
  if (suffix === 'html')
    response.set(
      'Content-Security-Policy',
      `${view.policy}; frame-ancestors 'self'; sandbox allow-scripts allow-popups`,
    )
  const body = {
    html: () => view.html,
    svg: picture,
    png: () => toPng(picture(), 2),
    txt: () => view.text,
    json: () => view.data,
    zip: async () => zipped(view),
  }[suffix]
  response.type(suffix).send(await body())
}

/** The files of one moment. A table has no picture. */
async function zipped({ svg, data, text }: Pick<PinnedView, 'svg' | 'data' | 'text'>): Promise<Buffer> {
  const files: Record<string, Uint8Array> = {}
  if (svg !== null) {
    files['picture.svg'] = Buffer.from(svg)
    files['picture.png'] = await toPng(svg, 2)
  }
  files['data.json'] = Buffer.from(data)
  files['text.txt'] = Buffer.from(text)
  return Buffer.from(zipSync(files))
}
