import type { Message, Request } from './messages.ts'

/** What a frame shows, and how. */
export interface MountOptions {
  /** The address of a view: the full page, an embed or a page of a question. Without a host, on the server of this script. */
  src: string
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
  /** Shows something else, or the same otherwise. */
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

/** The height of a frame until its content reports one, in pixels. */
const FIRST_HEIGHT = 520

/** Shows a view in a frame within `element`. */
export function mount(element: Element | ShadowRoot, options: MountOptions): Embed {
  let shown = { ...options }
  const frame = document.createElement('iframe')
  frame.loading = 'lazy'
  Object.assign(frame.style, { border: '0', width: '100%', display: 'block' })
  const listeners = new Map<string, Set<(event: never) => void>>()
  const show = (before: MountOptions | null) => {
    const address = addressOf(shown).href
    frame.title = shown.title ?? 'Who left where'
    if (before === null || addressOf(before).href !== address) frame.src = address
    if (before === null || before.height !== shown.height) frame.style.height = `${shown.height ?? FIRST_HEIGHT}px`
  }
  const listen = ({ source, origin, data }: MessageEvent) => {
    if (source === null || source !== frame.contentWindow || origin !== addressOf(shown).origin) return
    const name = EVENTS.find(one => data?.type === `who-left-where:${one}`)
    if (!name) return
    if (name === 'resize' && shown.height === undefined && Number.isFinite(data.height))
      frame.style.height = `${Math.max(1, data.height)}px`
    for (const listener of listeners.get(name) ?? []) listener(data as never)
  }
  const ask = (request: Request) => frame.contentWindow?.postMessage(request, addressOf(shown).origin)
  window.addEventListener('message', listen)
  show(null)
  element.append(frame)
  return {
    update(changes) {
      const before = shown
      shown = { ...shown, ...changes }
      show(before)
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
function addressOf({ src, theme, lang, interactive, time }: MountOptions): URL {
  const url = new URL(src, import.meta.url)
  const question = /^\/q\/([a-z-]+)$/.exec(url.pathname)?.[1]
  if (question) url.searchParams.set('q', question)
  url.pathname = '/embed'
  const flags = { interactive: interactive ? '1' : undefined, time: time ? '1' : undefined }
  for (const [name, value] of Object.entries({ theme, lang, ...flags }))
    if (value !== undefined) url.searchParams.set(name, value)
  return url
}
