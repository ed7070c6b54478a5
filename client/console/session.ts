import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AdhocLine, Hint, Mode, PlanNode } from '../../cypher/adhoc.ts'
import { addChunk, type DecodedGraph, emptyGraph } from '../../cypher/graph-columns.ts'
import type { Language } from '../i18n/languages.ts'
import { type Address, emptyAddress, writtenParams } from '../links/console-link.ts'
import { ask, type Ending } from './ask-statement.ts'
import type { BrowserHistory } from './browser-history.ts'
import { addEntry, type Entry, readEntries, writeEntries } from './recent.ts'
import { checkParams } from './statement-params.ts'

/** Maximum that a browser tab can handle; the server has higher limits. */
export const MOST_ROWS = 50_000
const MOST_CHARACTERS = 64 * 2 ** 20
/** How often arrived rows are shown, in milliseconds. */
const SHOW_MS = 80
/** How long a user must pause before the URL is updated; browsers limit the frequency. */
const REST_MS = 300

/** One run of a statement and its results so far. `rows` and `graph` grow in place, and `count` changes with them. */
export interface Run {
  query: string
  params: Record<string, unknown>
  mode: Mode
  columns: string[]
  rows: unknown[][]
  count: number
  graph: DecodedGraph
  plan: PlanNode | null
  hints: Hint[]
  /** Null while it runs. */
  ending: Ending | null
}

export interface SessionState {
  query: string
  params: string
  lang: Language | null
  rest: [string, string][]
  run: Run | null
  recent: Entry[]
  /** Whether the text in the editors came from a link and has not been run. */
  fromLink: boolean
  /** Incremented at each attempt to run invalid parameters. */
  refusals: number
}

export interface Session {
  store: StoreApi<SessionState>
  write(change: Partial<Pick<SessionState, 'query' | 'params'>>): void
  /** Replaces the statement by another one, without running it. */
  put(query: string, params: string): void
  speak(lang: Language): void
  /** Runs the statement in the editor, unless its parameters are invalid. */
  run(mode?: Mode): void
  cancel(): void
  forget(entry?: Entry): void
  stop(): void
}

export interface World {
  fetch: typeof globalThis.fetch
  history: BrowserHistory
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  now(): number
}

/** The state of the console and the actions on it. The caller stops it. */
export function createSession({ fetch, history, storage, now }: World): Session {
  const store = createStore<SessionState>()(() => ({
    ...opened(history),
    run: null,
    recent: readEntries(storage),
    refusals: 0,
  }))
  let under: AbortController | null = null
  let draft: ReturnType<typeof setTimeout> | undefined

  const address = (mode: Mode): Address => {
    const { query, params, lang, rest } = store.getState()
    return { ...emptyAddress(), query, params: compact(params), mode, lang, rest }
  }
  const keep = (recent: Entry[]) => {
    writeEntries(storage, recent)
    store.setState({ recent })
  }

  async function start(mode: Mode, query: string, params: Record<string, unknown>) {
    under?.abort()
    const control = new AbortController()
    under = control
    let run = emptyRun(query, params, mode)
    store.setState({ run, fromLink: false })
    const show = (change: Partial<Run> = {}) => {
      if (under !== control) return
      run = { ...run, count: run.rows.length, ...change }
      store.setState({ run })
    }
    let shown = now()
    const statement = { query, params, mode, limit: MOST_ROWS, bytes: MOST_CHARACTERS }
    const ending = await ask(fetch, statement, control.signal, lines => {
      const first = run.rows.length === 0
      run = { ...run, ...takeLines(run, lines) }
      if (!first && now() - shown < SHOW_MS) return
      shown = now()
      show()
    })
    show({ ending })
  }

  const run: Session['run'] = (mode = 'run') => {
    const { query, params, recent, refusals } = store.getState()
    const checked = checkParams(params)
    if (!checked.ok) return store.setState({ refusals: refusals + 1 })
    if (query.trim() === '') return
    clearTimeout(draft)
    history.markRun(address(mode))
    keep(addEntry(recent, { query, params, at: now() }))
    void start(mode, query, checked.params)
  }

  const write: Session['write'] = change => {
    const before = store.getState()
    if (Object.entries(change).every(([name, text]) => before[name as 'query'] === text)) return
    store.setState(change)
    clearTimeout(draft)
    draft = setTimeout(() => history.markDraft(address('run')), REST_MS)
  }

  const again = () => {
    if (!history.wasRun()) return
    const { mode } = history.address()
    const checked = checkParams(store.getState().params)
    if (checked.ok) void start(mode, store.getState().query, checked.params)
  }
  const untie = history.onMove(() => {
    clearTimeout(draft)
    under?.abort()
    under = null
    store.setState({ ...opened(history), run: null })
    again()
  })
  again()

  return {
    store,
    run,
    write,
    put(query, params) {
      write({ query, params: spread(params) })
      store.setState({ fromLink: false })
    },
    speak(lang) {
      store.setState({ lang })
      if (history.wasRun()) history.markRun({ ...history.address(), lang })
      else history.markDraft(address('run'))
    },
    cancel: () => under?.abort(),
    forget: entry => keep(entry ? store.getState().recent.filter(one => one !== entry) : []),
    stop() {
      clearTimeout(draft)
      untie()
      under?.abort()
      under = null
    },
  }
}

function opened(history: BrowserHistory): Pick<SessionState, 'query' | 'params' | 'lang' | 'rest' | 'fromLink'> {
  const { query, params, lang, rest } = history.address()
  return { query, params: spread(params), lang, rest, fromLink: query !== '' && !history.wasRun() }
}

/** Formats parameters from a link, which are on one line, with one per line. Other text is unchanged. */
function spread(params: string): string {
  const checked = checkParams(params)
  return checked.ok && params.trim() !== '' && !params.includes('\n') ? JSON.stringify(checked.params, null, 2) : params
}

const compact = (params: string): string => {
  const checked = checkParams(params)
  return checked.ok ? writtenParams(checked.params) : params
}

export const emptyRun = (query: string, params: Record<string, unknown>, mode: Mode): Run => ({
  query,
  params,
  mode,
  columns: [],
  rows: [],
  count: 0,
  graph: emptyGraph(),
  plan: null,
  hints: [],
  ending: null,
})

/** Adds new results: rows and graph in place, the rest as a state change. */
export function takeLines({ rows, graph }: Run, lines: AdhocLine[]): Partial<Run> {
  const change: Partial<Run> = {}
  for (const line of lines) {
    if (line.type === 'row') rows.push(line.values)
    else if (line.type === 'graph') addChunk(graph, line)
    else if (line.type === 'plan') change.plan = line.plan
    else if (line.type === 'head') Object.assign(change, { columns: line.columns, hints: line.hints, mode: line.mode })
  }
  return change
}
