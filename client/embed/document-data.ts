import type { SentAhead } from './sent-ahead.ts'

/** Whether the document is a published file, which contains all its data. */
export const isPinned = (root: HTMLElement): boolean => root.dataset.pinned !== undefined

/** The address of the view: of a pinned document, the one that it was made from. */
export const searchOf = (root: HTMLElement, window: Window): string => root.dataset.search ?? window.location.search

/** Whether the reader can choose a date: `time=1`, and always in a pinned document. */
export const hasTime = (root: HTMLElement, window: Window): boolean =>
  isPinned(root) || asksForTime(searchOf(root, window))

export const asksForTime = (search: string): boolean => new URLSearchParams(search).get('time') === '1'

/** Whether the data in the document are complete. */
export function isWhole(document: Document): boolean {
  try {
    return Object.keys(readAhead(document).replies).length > 0
  } catch {
    return false
  }
}

/** The data that the server sent with the document; no replies and no sources if it sent none. Throws a `SyntaxError` if they are cut. */
export function readAhead(document: Document): SentAhead {
  const text = document.getElementById('ahead')?.textContent
  return text ? (JSON.parse(text) as SentAhead) : { replies: {}, sources: [] }
}
