import { expandedNode } from './expansion.ts'
import type { Location } from './location.ts'

/** What one step of the history did to the view, and to which node, if to a single one. */
export interface ViewChange {
  kind:
    | 'question'
    | 'expand'
    | 'collapse'
    | 'hide'
    | 'unhide'
    | 'near'
    | 'everyone'
    | 'place'
    | 'unpin'
    | 'unconnected'
    | 'filter'
    | 'look'
    | 'date'
    | 'window'
    | 'view'
    | 'language'
    | 'table'
    | 'select'
    | 'deselect'
    | 'camera'
    | 'story'
    | 'step'
    | 'other'
  id: string | null
}

/** The change from one location to another: if several parts differ, the one that the reader meant. */
export function changeBetween(before: Location, after: Location): ViewChange {
  const differs = (...parts: (keyof Location)[]) =>
    parts.some(part => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
  const only = (kind: ViewChange['kind'], ids: readonly string[] = []): ViewChange => ({
    kind,
    id: ids.length === 1 ? (ids[0] ?? null) : null,
  })
  if (differs('story')) return only('story')
  if (differs('step') && after.step !== null) return only('step')
  if (differs('query', 'params')) return only('question')
  const collapsed = missing(before.expand, after.expand)
  if (collapsed.length > 0) return only('collapse', collapsed.map(expandedNode))
  if (differs('expand')) return only('expand', missing(after.expand, before.expand).map(expandedNode))
  const unhidden = missing(before.hidden, after.hidden)
  if (unhidden.length > 0) return only('unhide', unhidden)
  if (differs('hidden')) return only('hide', missing(after.hidden, before.hidden))
  if (differs('near')) return after.near ? only('near', [after.near]) : only('everyone')
  if (differs('places')) return placeChange(before.places, after.places)
  if (differs('filters')) return only('filter')
  if (differs('colour', 'size')) return only('look')
  if (differs('unconnected')) return only('unconnected')
  if (differs('at', 'vs', 'clock', 'hideAbsent')) return only('date')
  if (differs('from', 'to')) return only('window')
  if (differs('view')) return only('view')
  if (differs('lang')) return only('language')
  if (differs('table')) return only('table')
  if (differs('select')) return after.select?.length ? only('select', after.select) : only('deselect')
  return only(differs('camera') ? 'camera' : 'other')
}

function placeChange(before: Location['places'], after: Location['places']): ViewChange {
  const [old, now] = [Object.keys(before), Object.keys(after)]
  const unpinned = missing(old, now)
  if (unpinned.length > 0) return { kind: 'unpin', id: unpinned.length === 1 ? (unpinned[0] ?? null) : null }
  const moved = now.find(id => before[id]?.x !== after[id]?.x || before[id]?.y !== after[id]?.y)
  return { kind: 'place', id: moved ?? null }
}

const missing = (from: readonly string[], others: readonly string[]): string[] =>
  from.filter(id => !others.includes(id))
