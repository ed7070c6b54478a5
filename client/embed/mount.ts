import type { Message, Request } from './messages.ts'

/** What a frame shows, and how. */
export interface MountOptions {
  /** The address of a view: the full page, an embed or a page of a question; relative to `server`. */
  src: string
  /** The address of the server, for a relative `src`; by default, the server of `/embed.js`. A package knows none. */
  server?: string | undefined
  /** What the view shows, for those who do not see it; by default, "Who left where". */
  title?: string
  theme?: 'light' | 'dark' | 'print' | 'auto'
  lang?: 'en' | 'zh'
  /** In pixels; by default, as high as the content at the present width. */
  height?: number
  /** Whether a map lives without a touch. */
  interactive?: boolean
  /** Whether readers choose a date. */
  time?: boolean
}

/** Events by their names, each with the message of the frame. */
export type EmbedEvents = {
  [Name in 'ready' | 'selected' | 'resize' | 'step' | 'error']: Extract<Message, { type: `who-left-where:${Name}` }>
}
export const EVENTS = ['ready', 'selected', 'resize', 'step', 'error'] as const

export interface Embed {
  /** Shows something else, or the same otherwise. Another `src` has neither the selection nor the date nor the step of the former one. */
  update(changes: Partial<MountOptions>): void
  /** Selects a node, the two ends of a line, or nothing. */
  select(...ids: string[]): void
  /** Shows another date of the map, or all dates. */
  date(date: string | null): void
  /** Shows a step of a story, from 1. */
  step(step: number): void
  /** Calls `listener` for each event of this name until the returned function is called. */
  on<Name extends keyof EmbedEvents>(name: Name, listener: (event: EmbedEvents[Name]) => void): () => void
  /** Removes the frame and every listener. */
  kill(): void
}

/** Where relative addresses lead unless options name a server: to that of the script, if a server sent it. */
export const home: { server?: string } = {}

/** In the order in which they are sent: the step of a story has a date of its own. */
const REQUESTS = ['who-left-where:step', 'who-left-where:date', 'who-left-where:select'] as const

/** The height of a frame until its content reports one, in pixels. */
const FIRST_HEIGHT = 520

/**
 * Shows a view in a frame within `element`. What it is asked before it is there, it does then.
 * @throws {TypeError} for an address that is not on the web, or is relative without a server
 */
export function mount(element: Element | ShadowRoot, options: MountOptions): Embed {
  let shown = options
  let address = addressOf(shown)
  let isReady = false
  let contentHeight = FIRST_HEIGHT
  const frame = document.createElement('iframe')
  frame.loading = 'lazy'
  Object.assign(frame.style, { border: '0', width: '100%', display: 'block' })
  const listeners = new Map<string, Set<(event: never) => void>>()
  /** The last request of each kind. A document that is loaded anew knows none of them. */
  const asked = new Map<Request['type'], Request>()
  const setHeight = () => {
    frame.style.height = `${shown.height ?? contentHeight}px`
  }
  const show = () => {
    address = addressOf(shown)
    frame.title = shown.title ?? 'Who left where'
    if (frame.src !== address.href) {
      isReady = false
      frame.src = address.href
    }
    setHeight()
  }
  // A page without an origin is a file, or in a sandbox that is also around the frame: then this has no origin either.
  const isOpaque = window.origin === 'null'
  const listen = ({ source, origin, data }: MessageEvent) => {
    if (source === null || source !== frame.contentWindow) return
    if (origin !== address.origin && !(isOpaque && origin === 'null')) return
    const name = EVENTS.find(one => data?.type === `who-left-where:${one}`)
    if (!name) return
    if (name === 'resize' && Number.isFinite(data.height)) {
      contentHeight = Math.max(1, data.height)
      setHeight()
    }
    if (name === 'ready' && !isReady) {
      isReady = true
      for (const type of REQUESTS) send(asked.get(type))
    }
    for (const listener of listeners.get(name) ?? []) listener(data as never)
  }
  const send = (request: Request | undefined) => {
    if (request) frame.contentWindow?.postMessage(request, isOpaque ? '*' : address.origin)
  }
  const ask = (request: Request) => {
    asked.set(request.type, request)
    if (isReady) send(request)
  }
  window.addEventListener('message', listen)
  show()
  element.append(frame)
  return {
    update(changes) {
      const next = { ...shown, ...changes }
      addressOf(next)
      // What was asked was about the former view.
      if (next.src !== shown.src) asked.clear()
      shown = next
      show()
    },
    select: (...ids) => ask({ type: 'who-left-where:select', ids }),
    date: date => ask({ type: 'who-left-where:date', date }),
    step: step => ask({ type: 'who-left-where:step', step }),
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener as (event: never) => void))
      return () => void all.delete(listener as (event: never) => void)
    },
    kill() {
      window.removeEventListener('message', listen)
      listeners.clear()
      frame.remove()
    },
  }
}

/** The address of the embed of a view. */
function addressOf({ src, server = home.server, theme, lang, interactive, time }: MountOptions): URL {
  const url = URL.canParse(src, server) ? new URL(src, server) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new TypeError(`src must be the address of a view, such as https://graph.example.org/?q=overview, not ${src}`)
  const question = /^\/q\/([a-z-]+)$/.exec(url.pathname)?.[1]
  if (question) url.searchParams.set('q', question)
  url.pathname = '/embed'
  const flags = { interactive: interactive ? '1' : undefined, time: time ? '1' : undefined }
  for (const [name, value] of Object.entries({ theme, lang, ...flags }))
    if (value !== undefined) url.searchParams.set(name, value)
  return url
}
