import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reply } from '../../cypher/wire.ts'
import { networkInWindow } from '../../picture/network/in-window.ts'
import { mergeNetworks, type Network } from '../../picture/network/network.ts'
import { type ReportRow, type Reports, readReports } from '../../picture/network/reported-by.ts'
import type { Ask } from '../api/asks.ts'
import type { FetchReply } from '../api/replies.ts'
import { type Answers, answerTo, createAsker, emptyAnswers, keyOf, prune } from './answers.ts'
import { firstView, OVERVIEW } from './first-view.ts'
import { changeLocation, type Location } from './location.ts'
import { type Drawn, drawnReplies, networkOf, reportAsks, requiredQueries, selectionOf } from './required-queries.ts'

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
  /** The part of it that is in the window; null without a window. */
  within: Network | null
  /** When its lines were first reported, if the date of the map is about that; null until it is known. */
  reports: Reports | null
  selection: string[]
}

/** The network after a node was expanded. The first stage has no centre. */
export interface Stage {
  network: Network
  centre: string | null
}

export interface Explorer {
  store: StoreApi<ExplorerState>
  navigate(change: Partial<Location>, historyMode?: HistoryMode): void
  select(...ids: string[]): void
  /** Shows another question, and drops the state of the one before. */
  open(query: string, params?: Record<string, string>, select?: string[] | null): void
  /** Adds a node's neighbourhood, or removes it again. */
  expand(id: string, on?: boolean): void
  hover(id: string | null): void
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
    stages: NONE,
    network: null,
    within: null,
    reports: null,
    selection: [],
  }))
  const mapOf = mapReader()
  const reportsOf = reportReader()
  let timer: ReturnType<typeof setTimeout> | undefined

  const set = (change: Partial<Pick<ExplorerState, 'location' | 'historyMode' | 'answers'>>) => {
    const before = store.getState()
    const asked = { ...before, ...change }
    const location = firstView(asked.location, asked.answers)
    // The page chose this location, so the reader's way back does not lead over the other.
    const isChosen = location !== asked.location && change.location === undefined
    const facts = { ...asked, location, historyMode: isChosen ? ('replace' as const) : asked.historyMode }
    const { stages, within } = mapOf(drawnReplies(facts))
    const network = stages.at(-1)?.network ?? null
    const selection = selectionOf(facts, network, within)
    store.setState({
      ...change,
      location,
      historyMode: facts.historyMode,
      stages,
      network,
      within,
      reports: reportsOf(reportAsks(facts, network).map(ask => answerTo(facts.answers, ask)?.reply ?? null)),
      selection: isSame(selection, before.selection) ? before.selection : selection,
    })
  }
  const required = () => {
    const state = store.getState()
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
    set({ answers: prune(new Set([...required(), OVERVIEW].map(keyOf)), KEPT_ANSWERS)(store.getState().answers) })
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
    expand(id, on = true) {
      const others = store.getState().location.expand.filter(other => other !== id)
      navigate({ expand: on ? [...others, id] : others })
    },
    hover: hovered => store.setState({ hovered }),
    stop: () => clearTimeout(timer),
  }
}

const isSame = <Item>(a: readonly Item[], b: readonly Item[]) =>
  a.length === b.length && a.every((item, at) => item === b[at])

interface DrawnMap {
  stages: Stage[]
  within: Network | null
}

/** Turns replies into stages, and returns the same map as long as the replies are the same. */
function mapReader() {
  let last: { replies: (Reply | null)[]; map: DrawnMap } | null = null
  return (drawn: Drawn | null): DrawnMap => {
    if (!drawn) return NO_MAP
    const { parts, window } = drawn
    const replies = [...parts.map(({ reply }) => reply), window, drawn.subject]
    if (last && isSame(last.replies, replies)) return last.map
    const subject = drawn.subject ? [{ nodes: subjectOf(drawn.subject), edges: new Map() }] : []
    const networks = parts.map(({ reply }) => networkOf(reply))
    const inWindow = window && networkOf(window)
    // Last, what the reply within the window has beyond the others.
    const all = inWindow ? [...networks, inWindow] : networks
    const stages = all.map((_, at) => ({
      network: mergeNetworks([...subject, ...all.slice(0, at + 1)]),
      centre: parts[at]?.centre ?? null,
    }))
    const [whole, ...others] = networks
    const within = inWindow && whole ? networkInWindow(inWindow, whole, others) : null
    const map = { stages, within: within && mergeNetworks([...subject, within]) }
    last = { replies, map }
    return map
  }
}

/** Turns the replies to `reportAsks` into reports, once all have arrived. */
function reportReader() {
  let last: { replies: unknown[]; reports: Reports } | null = null
  return (replies: (Reply<ReportRow> | null)[]): Reports | null => {
    const arrived = replies.filter(reply => reply !== null)
    if (arrived.length === 0 || arrived.length < replies.length) return null
    if (last && isSame(last.replies, arrived)) return last.reports
    const isComplete = arrived.every(({ truncated }) => !truncated)
    const reports = readReports(
      arrived.flatMap(({ rows }) => rows),
      isComplete,
    )
    last = { replies: arrived, reports }
    return reports
  }
}

const NONE: Stage[] = []
const NO_MAP: DrawnMap = { stages: NONE, within: null }

/** Only the node in the request: its neighbours are not part of a list's network. */
function subjectOf(reply: Reply): Network['nodes'] {
  const node = networkOf(reply).nodes.get(String(reply.params.node))
  return new Map(node ? [[node.id, node]] : [])
}
