import { LANGUAGES, type Language } from '../i18n/languages.ts'

/** The state that a URL encodes. Pure: `url-history.ts` connects it to the browser. */

export const VIEWS = ['graph', 'list', 'picture', 'table'] as const
/** `graph` is the map; an answer that is no map is shown by its picture, or else as a table. */
export type View = (typeof VIEWS)[number]

export interface Camera {
  x: number
  y: number
  ratio: number
}

export interface Location {
  /** The query for the map, and its parameters without the window. */
  query: string
  params: Record<string, string>
  /** One node, or the two ends of an edge; [] for nothing, null for the default selection. */
  select: string[] | null
  expand: string[]
  /** The window, as written. It applies to every query with such parameters. */
  from: string | null
  to: string | null
  lang: Language | null
  view: View
  camera: Camera | null
  /** Unknown parameters, which are kept. */
  rest: [string, string][]
}

export const DEFAULT_QUERY = 'overview'

export const emptyLocation = (): Location => ({
  query: DEFAULT_QUERY,
  params: {},
  select: null,
  expand: [],
  from: null,
  to: null,
  lang: null,
  view: 'graph',
  camera: null,
  rest: [],
})

/** The parameters of the page, beside those of the question. */
export const OWN_PARAMS: ReadonlySet<string> = new Set([
  'q',
  'select',
  'expand',
  'from',
  'to',
  'lang',
  'view',
  'camera',
])
export const MAX_SELECTED = 2

/** `paramsOf` returns the parameters of a query. Other names, except the page's own, go to `rest`. */
export function decodeLocation(search: string, paramsOf: (query: string) => string[]): Location {
  const url = new URLSearchParams(search)
  const query = url.get('q') || DEFAULT_QUERY
  const asked = new Set(paramsOf(query).filter(name => !OWN_PARAMS.has(name)))
  const location = { ...emptyLocation(), query }
  for (const [name, value] of url) {
    if (asked.has(name) && !(name in location.params)) location.params[name] = value
    else if (!OWN_PARAMS.has(name)) location.rest.push([name, value])
  }
  const select = url.getAll('select').filter(id => id !== '')
  return {
    ...location,
    select: url.has('select') ? select.slice(0, MAX_SELECTED) : null,
    expand: [...new Set(url.getAll('expand').filter(id => id !== ''))],
    from: url.get('from') || null,
    to: url.get('to') || null,
    lang: LANGUAGES.find(lang => lang === url.get('lang')) ?? null,
    view: VIEWS.find(view => view === url.get('view')) ?? 'graph',
    camera: decodeCamera(url.get('camera')),
  }
}

/** The query string with its `?`, or an empty string if everything has its default. */
export function encodeLocation(location: Location): string {
  const url = new URLSearchParams()
  const { query, params, select, expand, from, to, lang, view, camera, rest } = location
  if (query !== DEFAULT_QUERY) url.set('q', query)
  for (const [name, value] of Object.entries(params)) url.set(name, value)
  if (select) for (const id of select.length > 0 ? select : ['']) url.append('select', id)
  for (const id of expand) url.append('expand', id)
  if (from) url.set('from', from)
  if (to) url.set('to', to)
  if (lang) url.set('lang', lang)
  if (view !== 'graph') url.set('view', view)
  if (camera) url.set('camera', [camera.x, camera.y, camera.ratio].map(n => Number(n.toFixed(4))).join(','))
  for (const [name, value] of rest) url.append(name, value)
  const text = url.toString()
  return text && `?${text}`
}

function decodeCamera(text: string | null): Camera | null {
  const [x, y, ratio, ...more] = (text ?? '').split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  if (more.length > 0 || x === undefined || y === undefined || ratio === undefined) return null
  return [x, y, ratio].every(Number.isFinite) && ratio > 0 ? { x, y, ratio } : null
}
