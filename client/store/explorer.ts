import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reply } from '../../cypher/wire.ts'
import type { Ask, FetchReply } from '../api/client.ts'
import { mergeNetworks, type Network } from '../graph/network.ts'
import { type Answers, createAsker, emptyAnswers, keyOf, prune } from './answers.ts'
import type { Location } from './location.ts'
import { type Drawn, drawnReplies, needs, networkOf, selectionOf } from './needs.ts'

/** How a location came to be: what is pushed gets an entry in the history, what is replaced or popped gets none. */
export type Via = 'push' | 'replace' | 'pop'

export interface ExplorerState {
  location: Location
  via: Via
  answers: Answers
  /** The node under the pointer. */
  hovered: string | null
  /** Derived once a change, so that everyone who looks sees the same object until it changes. */
  stages: Stage[]
  /** The last stage: all that is drawn. Null until there is something. */
  network: Network | null
  selection: string[]
}

/** What was drawn once a node was expanded, and what was drawn before; the first stage has no centre. */
export interface Stage {
  network: Network
  centre: string | null
}

export interface Explorer {
  store: StoreApi<ExplorerState>
  navigate(change: Partial<Location>, via?: Via): void
  select(...ids: string[]): void
  /** Another question; what belonged to the one before is forgotten. */
  open(query: string, params?: Record<string, string>, select?: string[] | null): void
  /** Adds a node's neighbourhood in place, or takes it away again. */
  expand(id: string, on?: boolean): void
  hover(id: string | null): void
  ask(ask: Ask, again?: boolean): Promise<void>
  /** Asks again whatever failed. */
  retry(): void
  /** Stops its timer and listens no more. */
  stop(): void
}

const KEPT_ANSWERS = 60

/**
 * The state of one page and all that can be done to it. `usual` is what becomes of the history when something is
 * chosen: an embed replaces, for it has no place in the history of the page around it. Whoever creates it stops it.
 */
export function createExplorer(fetchReply: FetchReply, location: Location, usual: Via = 'push'): Explorer {
  const store = createStore<ExplorerState>()(() => ({
    location,
    via: 'replace',
    answers: emptyAnswers(),
    hovered: null,
    stages: NONE,
    network: null,
    selection: [],
  }))
  const stagesOf = stageReader()
  let timer: ReturnType<typeof setTimeout> | undefined

  const set = (change: Partial<Pick<ExplorerState, 'location' | 'via' | 'answers'>>) => {
    const before = store.getState()
    const facts = { ...before, ...change }
    const stages = stagesOf(drawnReplies(facts))
    const network = stages.at(-1)?.network ?? null
    const selection = selectionOf(facts, network)
    store.setState({
      ...change,
      stages,
      network,
      selection: isSame(selection, before.selection) ? before.selection : selection,
    })
  }
  const needed = () => {
    const state = store.getState()
    return needs(state, state.network, state.selection)
  }
  const failed = () => needed().filter(one => store.getState().answers[keyOf(one)]?.status === 'failed')
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
  /** Asks what the state needs, and sets the clock for what is to be asked again. */
  const follow = () => {
    for (const one of needed()) void ask(one)
    clearTimeout(timer)
    const times = failed().flatMap(one => store.getState().answers[keyOf(one)]?.retryAt ?? [])
    if (times.length > 0) timer = setTimeout(retry, Math.max(0, Math.min(...times) - Date.now()))
  }
  const navigate: Explorer['navigate'] = (change, via = usual) => {
    set({ location: { ...store.getState().location, ...change }, via })
    set({ answers: prune(new Set(needed().map(keyOf)), KEPT_ANSWERS)(store.getState().answers) })
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

/** Reads replies into stages, and gives the same ones as long as the replies are the same. */
function stageReader() {
  let last: { replies: Reply[]; stages: Stage[] } | null = null
  return (drawn: Drawn | null): Stage[] => {
    if (!drawn) return NONE
    const replies = [...drawn.parts.map(({ reply }) => reply), ...(drawn.subject ? [drawn.subject] : [])]
    if (last && isSame(last.replies, replies)) return last.stages
    const subject = drawn.subject ? [{ nodes: subjectOf(drawn.subject), edges: new Map() }] : []
    const networks = [...subject, ...drawn.parts.map(({ reply }) => networkOf(reply))]
    const stages = drawn.parts.map(({ centre }, at) => ({
      network: mergeNetworks(networks.slice(0, subject.length + at + 1)),
      centre,
    }))
    last = { replies, stages }
    return stages
  }
}

const NONE: Stage[] = []

/** The node asked about alone: its neighbours are no part of a list's picture. */
function subjectOf(reply: Reply): Network['nodes'] {
  const node = networkOf(reply).nodes.get(String(reply.params.node))
  return new Map(node ? [[node.id, node]] : [])
}
