import { readPeriod } from '../../cypher/dates/grammar.ts'
import { COLOURED_BY, type ColouredBy, SIZED_BY, type SizedBy } from '../../picture/network/encoding.ts'
import { FILTER_FIELDS, type FilterField, type Filters } from '../../picture/network/filter.ts'
import { LANGUAGES, type Language } from '../i18n/languages.ts'
import { fitsUrl, readSteps, type StoryStep, writeStep } from './story-steps.ts'
import { decodeTable, emptyTable, encodeTable, TABLE_PARAMS, type TableState } from './table-state.ts'

/** The state that a URL encodes. Pure: `url-history.ts` connects it to the browser. */

export const VIEWS = ['graph', 'list', 'picture', 'table'] as const
/** `graph` is the map; an answer that is no map is shown by its picture, or else as a table. */
export type View = (typeof VIEWS)[number]

export const CLOCKS = ['true', 'known'] as const
export type Clock = (typeof CLOCKS)[number]

/** The part of the layout that is shown, from its upper left to its lower right corner, whatever the canvas. */
export interface CameraBox {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** The camera of older links, which is relative to the canvas: its centre and zoom. */
export interface CanvasCamera {
  x: number
  y: number
  ratio: number
}

export type Camera = CameraBox | CanvasCamera

/** A point of the layout in whole units, `y` downwards. */
export interface Place {
  x: number
  y: number
}

export interface Location {
  /** The query for the map, and its parameters without the window. */
  query: string
  params: Record<string, string>
  /** Whether the URL names the overview, which then is drawn however large it is. */
  everyone: boolean
  /** One node, or two, such as the ends of an edge; [] for nothing, null for the subject of the question, if it has one. */
  select: string[] | null
  /** Nodes whose neighbours are added, each as `expansion.ts` reads it. */
  expand: string[]
  /** The window, as written. It applies to every query with such parameters. */
  from: string | null
  to: string | null
  /** The date or period of the map, as written; null for all dates. */
  at: string | null
  /** The date or period that `at` is compared with; null without `at`. */
  vs: string | null
  /** What `at` dates: what is true on that date, or what sources had reported by it. */
  clock: Clock
  /** Whether what is absent at that date is hidden rather than faint. */
  hideAbsent: boolean
  /** Whether nodes that no line connects are drawn. */
  unconnected: boolean
  /** Ids of nodes that the reader has hidden. */
  hidden: string[]
  /** The node whose neighbours alone are shown with it; null for everyone. */
  near: string | null
  /** Where the reader has put nodes, in units of the layout. These nodes are pinned. */
  places: Readonly<Record<string, Place>>
  /** What the shown part of the map has in common. */
  filters: Filters
  /** By what lines are coloured, and nodes sized. */
  colour: ColouredBy
  size: SizedBy
  lang: Language | null
  view: View
  camera: Camera | null
  table: TableState
  story: StoryStep[]
  /** The place of the shown step, from 0; null if none is. Its date is that of the map. */
  step: number | null
  /** Unknown parameters, which are kept. */
  rest: [string, string][]
}

export const DEFAULT_QUERY = 'overview'

export const emptyLocation = (): Location => ({
  query: DEFAULT_QUERY,
  params: {},
  everyone: false,
  select: null,
  expand: [],
  from: null,
  to: null,
  at: null,
  vs: null,
  clock: 'true',
  hideAbsent: false,
  unconnected: false,
  hidden: [],
  near: null,
  places: {},
  filters: {},
  colour: 'kind',
  size: 'usual',
  lang: null,
  view: 'graph',
  camera: null,
  table: emptyTable(),
  story: [],
  step: null,
  rest: [],
})

/** The parameters of the page, beside those of the question. */
export const OWN_PARAMS: ReadonlySet<string> = new Set([
  'q',
  'select',
  'expand',
  'from',
  'to',
  'at',
  'vs',
  'clock',
  'absent',
  'unconnected',
  'hide',
  'near',
  'place',
  'keep',
  'colour',
  'size',
  'lang',
  'view',
  'camera',
  'story',
  'step',
  ...TABLE_PARAMS,
])
export const MAX_SELECTED = 2
/** More hidden or pinned nodes would make a URL too long for some programs. */
export const MAX_HIDDEN = 100
export const MAX_PINNED = 100

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
  const { steps: story, unread } = readSteps(url.getAll('story'))
  // What cannot be read stays in the URL, where its author can mend it.
  for (const { text } of unread) location.rest.push(['story', text])
  const step = /^\d{1,3}$/.test(url.get('step') ?? '') ? Number(url.get('step')) - 1 : -1
  const at = readPeriod(url.get('at'))
  const select = url.getAll('select').filter(id => id !== '')
  return {
    ...location,
    everyone: url.get('q') === DEFAULT_QUERY,
    select: url.has('select') ? select.slice(0, MAX_SELECTED) : null,
    expand: [...new Set(url.getAll('expand').filter(id => id !== ''))],
    from: url.get('from') || null,
    to: url.get('to') || null,
    at,
    vs: at && readPeriod(url.get('vs')),
    clock: CLOCKS.find(clock => clock === url.get('clock')) ?? 'true',
    hideAbsent: url.get('absent') === 'hide',
    unconnected: url.get('unconnected') === 'show',
    hidden: [...new Set(url.getAll('hide').filter(id => id !== ''))].slice(0, MAX_HIDDEN),
    near: url.get('near') || null,
    places: decodePlaces(url.getAll('place')),
    filters: Object.fromEntries(url.getAll('keep').flatMap(text => readFilter(text) ?? [])),
    colour: COLOURED_BY.find(colour => colour === url.get('colour')) ?? 'kind',
    size: SIZED_BY.find(size => size === url.get('size')) ?? 'usual',
    lang: LANGUAGES.find(lang => lang === url.get('lang')) ?? null,
    view: VIEWS.find(view => view === url.get('view')) ?? 'graph',
    camera: decodeCamera(url.get('camera')),
    table: decodeTable(url),
    story,
    ...stepChange(story, step),
  }
}

/** The change of a location that shows a step of a story: its date. None without such a step. */
export function stepChange(story: readonly StoryStep[], step: number): Partial<Location> {
  const shown = story[step]
  if (!shown) return { step: null }
  const { at, vs, clock, absent } = shown
  return { step, at, vs, clock, hideAbsent: absent === 'hide' }
}

const LEAVES_STEP = ['query', 'select', 'at', 'vs', 'clock', 'hideAbsent'] as const

/** A location after a change. Another question has other columns, so its table begins anew; another date or selection leaves the step. */
export const changeLocation = (location: Location, change: Partial<Location>): Location => ({
  ...location,
  ...(change.query !== undefined && change.query !== location.query ? { table: emptyTable() } : {}),
  ...(change.query !== undefined ? { everyone: false } : {}),
  ...(LEAVES_STEP.some(part => part in change) ? { step: null } : {}),
  ...change,
})

/** The query string with its `?`, or an empty string if everything has its default. */
export function encodeLocation(location: Location): string {
  const url = new URLSearchParams()
  const { query, params, everyone, select, expand, from, to, at, vs, clock, hideAbsent } = location
  const { unconnected, hidden, near, places, filters, colour, size, lang, view, camera, table, story, step, rest } =
    location
  if (query !== DEFAULT_QUERY || everyone) url.set('q', query)
  for (const [name, value] of Object.entries(params)) url.set(name, value)
  if (select) for (const id of select.length > 0 ? select : ['']) url.append('select', id)
  for (const id of expand) url.append('expand', id)
  if (from) url.set('from', from)
  if (to) url.set('to', to)
  const isTold = step !== null && fitsUrl(story)
  if (!isTold) {
    if (at) url.set('at', at)
    if (at && vs) url.set('vs', vs)
    if (clock !== 'true') url.set('clock', clock)
    if (hideAbsent) url.set('absent', 'hide')
  }
  if (unconnected) url.set('unconnected', 'show')
  for (const id of hidden) url.append('hide', id)
  if (near) url.set('near', near)
  for (const [id, { x, y }] of Object.entries(places)) url.append('place', `${x},${y},${id}`)
  for (const field of FILTER_FIELDS) if (filters[field]) url.append('keep', `${field}:${filters[field]}`)
  if (colour !== 'kind') url.set('colour', colour)
  if (size !== 'usual') url.set('size', size)
  if (lang) url.set('lang', lang)
  if (view !== 'graph') url.set('view', view)
  if (camera) url.set('camera', numbersOf(camera).join(','))
  encodeTable(table, url)
  if (fitsUrl(story)) for (const one of story) url.append('story', writeStep(one))
  if (isTold) url.set('step', String(step + 1))
  for (const [name, value] of rest) url.append(name, value)
  const text = url.toString()
  return text && `?${text}`
}

const numbersOf = (camera: Camera): number[] =>
  'ratio' in camera
    ? [camera.x, camera.y, camera.ratio].map(n => Number(n.toFixed(4)))
    : [camera.x0, camera.y0, camera.x1, camera.y1].map(n => Number(n.toFixed(1)))

function decodeCamera(text: string | null): Camera | null {
  const numbers = (text ?? '').split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  if (!numbers.every(number => Math.abs(number) < FAR)) return null
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  if (numbers.length === 3) return c > 0 ? { x: a, y: b, ratio: c } : null
  return numbers.length === 4 && a < c && b < d ? { x0: a, y0: b, x1: c, y1: d } : null
}

/** Reads a filter of a URL, such as `manner:resigned`; null if the text is not one. */
export function readFilter(text: string): [[FilterField, string]] | null {
  const at = text.indexOf(':')
  const field = FILTER_FIELDS.find(name => name === text.slice(0, at))
  const value = text.slice(at + 1)
  return field && value !== '' ? [[field, value]] : null
}

/** Each is x, y and the id, which may itself contain commas. */
function decodePlaces(texts: string[]): Location['places'] {
  const read = texts.flatMap(text => {
    const [, x, y, id] = /^(-?\d{1,5}),(-?\d{1,5}),(.+)$/.exec(text) ?? []
    return id === undefined ? [] : [[id, { x: Number(x), y: Number(y) }] as const]
  })
  return Object.fromEntries(read.slice(0, MAX_PINNED))
}

/** Beyond any layout. */
const FAR = 1e6
