import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { PROJECT_ROOT } from '../root/project-root.ts'

/** The built client: `/`, `/console`, `/embed`, and an example article with an embed. */
export function builtPages(): RequestHandler {
  const router = Router()
  const client = join(PROJECT_ROOT, 'dist/client')
  router.use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y' }))
  router.get('/embed', (_request, response) => response.sendFile('embed.html', { root: client }))
  router.get('/console', (_request, response) => response.sendFile('console.html', { root: client }))
  router.get('/article.html', article)
  router.use(express.static(client))
  return router
}

/** The client from source, served by Vite. Needs the development dependencies. */
export async function devPages(): Promise<{ pages: RequestHandler; stop: () => Promise<void> }> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(PROJECT_ROOT, 'vite.config.ts'),
    server: { middlewareMode: true },
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
  router.get('/embed', page('embed.html'))
  router.get('/console', page('console.html'))
  router.get('/', page('index.html'))
  router.use(vite.middlewares)
  return { pages: router, stop: () => vite.close() }
}

const article: RequestHandler = (_request, response) =>
  response.sendFile('article.html', { root: join(PROJECT_ROOT, 'docs') })
