import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reply } from '../../cypher/wire.ts'
import type { LineClaims } from '../../picture/network/filter.ts'
import type { Network, NetworkNode } from '../../picture/network/network.ts'
import { type Reports, readReports } from '../../picture/network/reported-by.ts'
import type { Ask } from '../api/asks.ts'
import type { FetchReply } from '../api/replies.ts'
import { type Answers, answerTo, createAsker, emptyAnswers, keyOf, prune } from './answers.ts'
import { mapReader, type Stage } from './drawn-map.ts'
import { firstView, isUndecided, OVERVIEW_SIZE } from './first-view.ts'
import { isSame } from './is-same.ts'
import { changeLocation, type Location, MAX_HIDDEN, MAX_PINNED, type Place, stepChange } from './location.ts'
import { drawnReplies, lineClaimsAsks, reportAsks, requiredQueries, selectionOf } from './required-queries.ts'
import { readLineClaims, shownReader } from './shown-network.ts'

/**
 * How a change of location affects the browser's history: only `push` adds an entry, `none` leaves it alone until the next change;
 * `pop` comes from the history itself.
 */
export type HistoryMode = 'push' | 'replace' | 'none' | 'pop'

export interface ExplorerState {
  location: Location
  historyMode: HistoryMode
  answers: Answers
  /** The node under the pointer. */
  hovered: string | null
  /** Derived once per change, so that every reader gets the same object until it changes. */
  stages: Stage[]
  /** The last stage: everything that is drawn. Null until there is something to draw. */
  network: Network | null
  /** The nodes that no line connects, which are drawn only on request. */
  unconnected: NetworkNode[]
  /** The part of it that is not hidden one by one, before any filter. */
  unfiltered: Network | null
  /** The part that passes the filters too; the same object as `network` if that is all of it. */
  shown: Network | null
  /** What the claims under its lines say; null until it is asked for and known. */
  lineClaims: LineClaims | null
  /** The part of it that is in the window, and not hidden; null without a window. */
  within: Network | null
  /** Where the layout has put the nodes, in its own units; those that the reader moved are in the location. */
  layout: ReadonlyMap<string, Place>
  /** When its lines were first reported, if the date of the map is about that; null until it is known. */
  reports: Reports | null
  selection: string[]
}

export interface Explorer {
  store: StoreApi<ExplorerState>
  navigate(change: Partial<Location>, historyMode?: HistoryMode): void
  select(...ids: string[]): void
  /** Shows another question, and drops the state of the one before. */
  open(query: string, params?: Record<string, string>, select?: string[] | null): void
  /** Adds the neighbours of a node, all or those of an expansion as `expansion.ts` writes it, or removes them again. */
  expand(expansion: string, on?: boolean): void
  hover(id: string | null): void
  /** Hides nodes; they lose their selection. Up to `MAX_HIDDEN`. */
  hide(...ids: string[]): void
  /** Puts a node at a point of the layout, where it stays. Null lets the layout place it. */
  place(id: string, at: Place | null, historyMode?: HistoryMode): void
  /** Shows a step of the story, counted from 0, at its date, and clears the selection. Does nothing if the story has no such step. */
  showStep(step: number): void
  /** Called by the view: where the layout has put the nodes. */
  placed(layout: ReadonlyMap<string, Place>): void
  ask(ask: Ask, again?: boolean): Promise<void>
  /** Repeats the queries that failed. */
  retry(): void
  /** Stops its timer. */
  stop(): void
}

const KEPT_ANSWERS = 60

/**
 * The state of one page and the actions on it. `defaultMode` applies when the reader selects something: an embed replaces,
 * so that it adds nothing to the history of its host page. `queriesOf` are the queries that a state requires. The caller stops it.
 */
export function createExplorer(
  fetchReply: FetchReply,
  location: Location,
  defaultMode: HistoryMode = 'push',
  queriesOf: typeof requiredQueries = requiredQueries,
): Explorer {
  const store = createStore<ExplorerState>()(() => ({
    location,
    historyMode: 'replace',
    answers: emptyAnswers(),
    hovered: null,
    stages: [],
    network: null,
    unconnected: [],
    unfiltered: null,
    shown: null,
    lineClaims: null,
    within: null,
    layout: new Map(),
    reports: null,
    selection: [],
  }))
  const mapOf = mapReader()
  const shownOf = shownReader()
  const reportsOf = rowsReader(readReports)
  const claimsOf = rowsReader(readLineClaims)
  let timer: ReturnType<typeof setTimeout> | undefined

  const set = (change: Partial<Pick<ExplorerState, 'location' | 'historyMode' | 'answers'>>) => {
    const before = store.getState()
    const asked = { ...before, ...change }
    const location = firstView(asked.location, asked.answers)
    // The page chose this location, so the reader's way back does not lead over the other.
    const isChosen = location !== asked.location && change.location === undefined
    const facts = { ...asked, location, historyMode: isChosen ? ('replace' as const) : asked.historyMode }
    const { stages, unconnected, within } = mapOf(drawnReplies(facts), location)
    const network = stages.at(-1)?.network ?? null
    const lineClaims = claimsOf(lineClaimsAsks(facts, network).map(ask => answerTo(facts.answers, ask)?.reply ?? null))
    const visible = shownOf({ network, within }, location, lineClaims)
    const selection = selectionOf(facts, network)
    store.setState({
      ...change,
      location,
      historyMode: facts.historyMode,
      stages,
      network,
      unconnected,
      ...visible,
      lineClaims,
      reports: reportsOf(reportAsks(facts, network).map(ask => answerTo(facts.answers, ask)?.reply ?? null)),
      selection: isSame(selection, before.selection) ? before.selection : selection,
    })
  }
  const required = () => {
    const state = store.getState()
    if (isUndecided(state.location, state.answers)) return [OVERVIEW_SIZE]
    return queriesOf(state, state.network, state.selection)
  }
  const failed = () => required().filter(one => store.getState().answers[keyOf(one)]?.status === 'failed')
  const ask = createAsker(
    fetchReply,
    () => store.getState().answers,
    change => {
      set({ answers: change(store.getState().answers) })
      follow()
    },
  )
  const retry = () => {
    for (const one of failed()) void ask(one, { again: true })
  }
  /** Sends the queries that the state requires, and sets the timer for the next retry. */
  const follow = () => {
    for (const one of required()) void ask(one)
    clearTimeout(timer)
    const times = failed().flatMap(one => store.getState().answers[keyOf(one)]?.retryAt ?? [])
    if (times.length > 0) timer = setTimeout(retry, Math.max(0, Math.min(...times) - Date.now()))
  }
  const navigate: Explorer['navigate'] = (change, historyMode = defaultMode) => {
    set({ location: changeLocation(store.getState().location, change), historyMode })
    set({ answers: prune(new Set([...required(), OVERVIEW_SIZE].map(keyOf)), KEPT_ANSWERS)(store.getState().answers) })
    follow()
  }
  follow()

  return {
    store,
    navigate,
    ask: (one, again) => ask(one, { again }),
    retry,
    select: (...ids) => navigate({ select: ids }),
    open: (query, params = {}, select = null) => navigate({ query, params, select, expand: [], camera: null }),
    expand(expansion, on = true) {
      const others = store.getState().location.expand.filter(other => other !== expansion)
      navigate({ expand: on ? [...others, expansion] : others })
    },
    hover: hovered => store.setState({ hovered }),
    hide(...ids) {
      const { location, selection } = store.getState()
      const hidden = [...new Set([...location.hidden, ...ids])].slice(0, MAX_HIDDEN)
      const select = selection.some(id => hidden.includes(id)) ? [] : location.select
      navigate({ hidden, select })
    },
    place(id, at, historyMode) {
      const { [id]: _, ...others } = store.getState().location.places
      const isFull = Object.keys(others).length >= MAX_PINNED
      if (at === null) navigate({ places: others }, historyMode)
      else if (!isFull) navigate({ places: { ...others, [id]: rounded(at) } }, historyMode)
    },
    showStep(step) {
      const { story } = store.getState().location
      if (story[step]) navigate({ select: [], ...stepChange(story, step) })
    },
    placed: layout => store.setState({ layout }),
    stop: () => clearTimeout(timer),
  }
}

const rounded = ({ x, y }: Place): Place => ({ x: Math.round(x), y: Math.round(y) })

/** Reads the rows of several replies together, once all have arrived, and again only when they change. */
function rowsReader<Row, Value>(read: (rows: Row[], isComplete: boolean) => Value) {
  let last: { replies: unknown[]; value: Value } | null = null
  return (replies: (Reply<Row> | null)[]): Value | null => {
    const arrived = replies.filter(reply => reply !== null)
    if (arrived.length === 0 || arrived.length < replies.length) return null
    if (last && isSame(last.replies, arrived)) return last.value
    const isComplete = arrived.every(({ truncated }) => !truncated)
    const value = read(
      arrived.flatMap(({ rows }) => rows),
      isComplete,
    )
    last = { replies: arrived, value }
    return value
  }
}
