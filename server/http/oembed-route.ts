import { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { drawPicture } from '../../picture/draw.ts'
import { HttpError } from '../lib/http-errors.ts'
import { oembedAddress, viewSearch } from '../lib/view-address.ts'
import { html } from '../pages/html.ts'
import { readPage } from '../questions/cursor.ts'
import { pictureContext } from '../questions/draw-answer.ts'
import { badParameters, readBySchema, readParams } from '../questions/read-parameters.ts'
import { baseOf } from './base-url.ts'
import { type EmbedOptions, renderView } from './embed-route.ts'
import { readOnly } from './methods.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

/** The usual size of a frame, and its limits, in pixels. */
const SIZE = { width: 900, height: 520, least: 200, most: 4000 } as const
const PROVIDER = 'who left where'
const CACHE_SECONDS = 3_600

const side = (usual: number) =>
  z.coerce
    .number<number | string>('is not a number')
    .int('is not a whole number')
    .min(SIZE.least, `is under ${SIZE.least}`)
    .optional()
    .transform(most => Math.min(usual, most ?? usual))

const OembedParams = z.object({
  url: z.string('is missing: the address of a view, a page of a question or a picture of this server'),
  format: z.enum(['json', 'xml'], 'must be json').default('json'),
  maxwidth: side(SIZE.width),
  maxheight: side(SIZE.height),
})

/**
 * `/oembed` (oembed.com, 1.0): what another site shows in place of a link to a view, a page of a question (`rich`, a frame) or a picture
 * (`photo`).
 */
export function oembed(options: EmbedOptions): Router {
  const router = Router()
  router.get('/', (request, response) => sendOembed(options, request, response))
  router.all('/', readOnly)
  return router
}

async function sendOembed(options: EmbedOptions, request: Request, response: Response): Promise<void> {
  // Sites add parameters of their own, such as `dnt` of WordPress.
  const known = Object.entries(request.query).filter(([name]) => name in OembedParams.shape)
  const { data, invalid } = readBySchema(OembedParams, Object.fromEntries(known))
  if (!data || invalid.length > 0) throw badParameters(invalid)
  if (data.format === 'xml')
    throw new HttpError(501, 'not-implemented', 'oEmbed is available as JSON only: format=json.')
  const base = baseOf(request)
  const url = URL.canParse(data.url, base.href) ? new URL(data.url, base) : null
  if (!url || url.host !== base.host)
    throw noView(`url must be an address of this server, such as ${base.href}?q=overview.`)
  const signal = requestSignal(response, options.milliseconds)
  const size = { width: data.maxwidth, height: data.maxheight }
  const answer = await unlessAborted(signal, describe(options, url, size, request, signal))
  const provider = { provider_name: PROVIDER, provider_url: base.href }
  response.vary('User-Agent').json({ version: '1.0', ...provider, cache_age: CACHE_SECONDS, ...answer })
}

interface Size {
  width: number
  height: number
}

async function describe(options: EmbedOptions, url: URL, size: Size, request: Request, signal: AbortSignal) {
  const picture = /^\/api\/queries\/([a-z-]+)\.(?:png|svg)$/.exec(url.pathname)?.[1]
  if (picture) return photo(options, picture, url, size, signal)
  const search = viewSearch(url)
  if (search === null)
    throw noView('url must be a view (/), an embed (/embed), a page of a question (/q/…) or a picture.')
  const { status, title } = await renderView(options, search, request, signal)
  if (status !== 200)
    throw status < 500
      ? noView('There is nothing to show at this address.')
      : new HttpError(status, 'database-unavailable', 'The database does not answer.')
  const src = new URL(`/embed${search}`, url).href
  const { width, height } = size
  const frame = html`<iframe src="${src}" title="${title}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`
  // WordPress shows a quotation until the frame speaks, and without one it leaves out the script that gives the frame its height.
  const isForWordPress = /^WordPress\//.test(request.get('user-agent') ?? '')
  const quotation = isForWordPress ? html`<blockquote><a href="${url.href}">${title}</a></blockquote>`.text : ''
  return { type: 'rich', title, ...size, html: quotation + frame.text }
}

/** The picture itself, no wider than asked for. */
async function photo(
  { driver, questions, checkRows }: EmbedOptions,
  name: string,
  url: URL,
  { width: most }: Size,
  signal: AbortSignal,
) {
  const question = questions.get(name)
  if (!question) throw noView(`There is no question "${name.slice(0, 80)}".`)
  const { theme: _, width: asked, lang, ...query } = Object.fromEntries(url.searchParams)
  const language = lang === 'zh' ? 'zh' : 'en'
  const params = readParams(question, query)
  const answer = await readPage({ driver, question, params, cursor: null, signal, checkRows })
  const context = await pictureContext(driver, question, answer, signal)
  const width = Math.max(SIZE.least + 80, Math.min(most, Number(asked) || most))
  const scene = drawPicture(question, answer, { theme: 'light', language, width, ...context })
  const address = new URL(url)
  address.searchParams.set('width', String(width))
  return { type: 'photo', title: scene.title, url: address.href, width, height: Math.ceil(scene.height) }
}

const noView = (message: string) => new HttpError(404, 'no-view', message)

/** Tells programs that read links where a view says how it is embedded. The pages say it too, for those that read no headers. */
export const oembedLink: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' && VIEWS.test(request.path)) {
    const href = oembedAddress(new URL(request.originalUrl, baseOf(request)))
    response.append('Link', `<${href}>; rel="alternate"; type="application/json+oembed"`)
  }
  next()
}

const VIEWS = /^\/((embed\/?)|q\/[a-z-]+)?$/
