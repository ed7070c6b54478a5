import { readFile, stat } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import compressedFiles from 'express-static-gzip'
import { oembedAddress } from '../lib/view-address.ts'
import type { EmbedRenderer, Render } from '../pages/embed-renderer.ts'
import { html } from '../pages/html.ts'
import { PROJECT_ROOT } from '../root/project-root.ts'
import { baseOf } from './base-url.ts'
import { readOnly } from './methods.ts'

/** The built client: `/`, `/console`, `/network`, what `/embed` loads, the script of the server's pages, and an example article with an embed. */
export function builtPages(): RequestHandler {
  const router = Router()
  const client = join(PROJECT_ROOT, 'dist/client')
  router.use(
    '/assets',
    compressedFiles(join(client, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: { immutable: true, maxAge: '1y' },
    }),
  )
  router.get('/console', (_request, response) => response.sendFile('console.html', { root: client }))
  router.get('/network', (_request, response) => response.sendFile('whole-network.html', { root: client }))
  // The server renders this page; its file is only the frame.
  router.get('/embed.html', (request, response) =>
    response.redirect(308, `/embed${new URL(request.originalUrl, 'http://app/').search}`),
  )
  router.get('/article.html', article)
  let index: Promise<string> | undefined
  router.get('/', async (request, response) => {
    index ??= readFile(join(client, 'index.html'), 'utf8')
    sendIndex(request, response, await index)
  })
  router.use(express.static(client))
  router.all(['/console', '/network', '/article.html'], readOnly)
  router.use(async (request, response, next) => {
    if (READS.has(request.method) || !(await exists(client, request.path))) return next()
    readOnly(request, response, next)
  })
  return router
}

const READS = new Set(['GET', 'HEAD'])

const exists = (root: string, path: string): Promise<boolean> =>
  stat(join(root, normalize(decodeURIComponent(path)))).then(
    () => true,
    () => false,
  )

/** The explorer. Content management systems look for its description in the page itself. */
function sendIndex(request: Request, response: Response, page: string): void {
  const href = oembedAddress(new URL(request.originalUrl, baseOf(request)))
  const link = html`<link rel="alternate" type="application/json+oembed" href="${href}">`
  response
    .set('Cache-Control', 'no-cache')
    .type('html')
    .send(page.replace('</head>', () => `${link.text}</head>`))
}

/** The client from source, served by Vite. Needs the development dependencies. */
export async function devPages(): Promise<{
  pages: RequestHandler
  renderEmbed: EmbedRenderer
  stop: () => Promise<void>
}> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(PROJECT_ROOT, 'vite.config.ts'),
    // The app has checked the Host.
    server: { middlewareMode: true, allowedHosts: true },
    appType: 'custom',
  })
  const page =
    (file: string): RequestHandler =>
    async (request, response) => {
      const html = await readFile(join(PROJECT_ROOT, 'client', file), 'utf8')
      response.type('html').send(await vite.transformIndexHtml(request.originalUrl, html))
    }
  const router = Router()
  router.get('/article.html', article)
  router.get('/console', page('console.html'))
  router.get('/network', page('whole-network.html'))
  router.get('/', page('index.html'))
  router.get('/q.js', (request, _response, next) => {
    request.url = '/q.ts'
    next()
  })
  router.get('/embed.js', (request, _response, next) => {
    request.url = '/embed-script.ts'
    next()
  })
  router.use(vite.middlewares)
  const renderEmbed: EmbedRenderer = async request => {
    const { renderEmbed: render } = (await vite.ssrLoadModule('/embed/render-embed.ts')) as { renderEmbed: Render }
    const html = await readFile(join(PROJECT_ROOT, 'client/embed.html'), 'utf8')
    return render({ ...request, template: await vite.transformIndexHtml('/embed.html', html) })
  }
  return { pages: router, renderEmbed, stop: () => vite.close() }
}

const article: RequestHandler = (_request, response) =>
  response.sendFile('article.html', { root: join(PROJECT_ROOT, 'docs') })
