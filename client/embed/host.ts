import type { Message, Request } from './messages.ts'

/** Posts a message to the host page, whatever its origin: it holds only what the embed shows. Does nothing outside a frame. */
export function tellHost(window: Window, message: Message): void {
  if (window.parent !== window) window.parent.postMessage(message, '*')
}

/**
 * WordPress shows an embed that it has found by a pasted link in a sandbox, with a secret in its address, and does two things for the
 * message with that secret: it gives the frame the height in the message, and follows a link to the site of the embed.
 */
export function tellWordPress(window: Window, message: 'height' | 'link', value: number | string): void {
  if (secret !== undefined) window.parent.postMessage({ message, value, secret }, '*')
}

/** Read before a link within the page takes its place. */
const secret = /^#\?secret=(\w+)$/.exec(globalThis.location?.hash ?? '')?.[1]

export const tellStep = (window: Window, step: Omit<Extract<Message, { count: number }>, 'type'>): void =>
  tellHost(window, { type: 'who-left-where:step', ...step })

/** The origin of the host page, as far as the browser says it; null if it does not, or if the page has none, as a file or in a sandbox. */
function originOfHost({ location, document }: Window): string | null {
  const [nearest = document.referrer] = location.ancestorOrigins ?? []
  return /^https?:/.test(nearest) ? new URL(nearest).origin : null
}

/** Calls `act` for every valid request of the host page. Other windows, other origins and other messages are ignored. */
export function listenToHost(window: Window, act: (request: Request) => void): void {
  const listen = ({ source, origin, data }: MessageEvent) => {
    const host = originOfHost(window)
    if (window.parent === window || source !== window.parent || (host !== null && origin !== host)) return
    const request = readRequest(data)
    if (request) act(request)
  }
  window.addEventListener('message', listen)
}

const MAX_ID = 200

/** By hand, because the page has no room for a library before a reader touches it. */
function readRequest(data: unknown): Request | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, ids, date, step } = data as Record<string, unknown>
  if (type === 'who-left-where:select' && Array.isArray(ids) && ids.length <= 2)
    return ids.every(id => typeof id === 'string' && id.length <= MAX_ID) ? { type, ids } : null
  if (type === 'who-left-where:date' && (date === null || (typeof date === 'string' && date.length <= MAX_ID)))
    return { type, date }
  if (type === 'who-left-where:step' && typeof step === 'number' && Number.isSafeInteger(step) && step > 0)
    return { type, step }
  return null
}
