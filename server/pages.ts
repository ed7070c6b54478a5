import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'

const folder = (path: string) => fileURLToPath(new URL(`../${path}/`, import.meta.url))

/** The built client: `/`, `/embed`, and an article that shows an embed. */
export function builtPages(): Router {
  const router = Router()
  const client = folder('dist/client')
  const immutable = { immutable: true, maxAge: '1y' }
  router.use('/assets', express.static(`${client}assets`, { ...immutable, fallthrough: true }))
  router.get('/embed', (_request, response) => response.sendFile('embed.html', { root: client }))
  router.get('/article.html', (_request, response) => response.sendFile('article.html', { root: folder('docs') }))
  router.use(express.static(client))
  return router
}
