import type { RequestHandler } from 'express'
import type { Questions } from '../db/cypher-files.ts'
import { closestName, closestNames } from '../lib/closest-names.ts'
import { HttpError } from '../lib/http-errors.ts'

const PAGES = ['/', '/q', '/api', '/console', '/embed', '/article.html', '/mcp', '/reconcile']
const ROUTES = [
  '/api',
  '/api/queries',
  '/api/cypher',
  '/api/openapi.json',
  '/healthz',
  '/readyz',
  '/metrics',
  '/oembed',
]
/** Longer paths would take long to compare, and are no slips. */
const MAX_SHOWN = 80

/** The end of all routes: 404 with the closest addresses, of the API or of pages. */
export function unknownAddress(questions: Questions): RequestHandler {
  const names = [...questions.keys()]
  const pages = [...PAGES, ...names.map(name => `/q/${name}`)]
  const routes = [...ROUTES, ...names.map(name => `/api/queries/${name}`)]
  return ({ path, method }) => {
    const shown = path.slice(0, MAX_SHOWN)
    const isApi = /^\/api\//i.test(shown)
    // `/api/who-left` and `/who-left` lack a part in the middle.
    const question = closestName(shown.split('/').at(-1) ?? '', names)
    const paths = isApi ? routes : pages
    const closest = [
      ...paths.filter(each => question && each.endsWith(`/${question}`)),
      ...closestNames(shown, paths, 3),
    ]
    const near = [...new Set(closest)].slice(0, 3)
    const message = isApi
      ? `There is no route ${method} ${shown}. Closest: ${near.join(', ')}. GET /api/queries lists the questions.`
      : `There is no page ${shown}. The start page is /.`
    throw new HttpError(404, 'unknown-address', message, { near })
  }
}
